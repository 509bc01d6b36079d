// The rating bar below a practice card. Keys 1 to 4 work from anywhere in the practice widget.

const NEXT_CARD_MS = 4000;
const FIELDS = "input, select, textarea, button:not([aria-disabled='true'])";

function ratingButton(rating, number) {
  const button = focusable("button", "rating-button", { type: "button" });
  const key = element("span", "rating-key", String(number));
  button.append(key, ` ${rating}`, element("span", "rating-when"));
  return button;
}

function showRatings({ model, buttons, group }) {
  const [ready, intervals] = [model.get("ready"), model.get("intervals")];
  group.hidden = model.get("finished");
  buttons.forEach((button, place) => {
    const isBarred = model.get("missed") && model.get("ratings")[place] === "easy";
    button.setAttribute("aria-disabled", String(!ready || isBarred));
    const when = isBarred ? "not after a wrong answer" : intervals[place];
    button.querySelector(".rating-when").textContent = ready ? when : "";
  });
}

function showStatus({ model, status }) {
  status.replaceChildren(
    ...model
      .get("status")
      .split("\n")
      .map((line) => element("p", "", line)),
  );
}

// The counts are also given in words, so that colour is never the only cue.
function showKnown({ model, chart }) {
  const parts = model.get("known");
  const total = Object.values(parts).reduce((sum, count) => sum + count, 0);
  chart.hidden = !total;
  const bars = Object.entries(parts).map(([name, count]) => {
    const bar = element("span", `rating-bar rating-${name}`);
    bar.style.flexGrow = count;
    bar.hidden = !count;
    return bar;
  });
  const words = Object.entries(parts)
    .map(([name, count]) => `${count} ${name}`)
    .join(" · ");
  const drawn = element("div", "rating-bars", ...bars);
  drawn.setAttribute("aria-hidden", "true");
  chart.replaceChildren(drawn, element("p", "", words));
}

// In a text field, a digit is input and not a rating.
const isWritten = (target) =>
  target.matches("textarea, input:not([type='radio'], [type='checkbox'])");

function rateByKey(event, { buttons }) {
  const place = ["1", "2", "3", "4"].indexOf(event.key);
  if (place < 0 || event.ctrlKey || event.altKey || event.metaKey || isWritten(event.target))
    return;
  event.preventDefault();
  event.stopPropagation();
  buttons[place].click();
}

// After Enter in a text field, move the focus to the ratings so that digits rate the card.
function leaveField({ model, buttons, home }) {
  const active = document.activeElement;
  if (model.get("ready") && home?.contains(active) && isWritten(active)) buttons[0].focus();
}

// The next card is drawn a moment later; wait for it before moving the focus, so that keys keep
// working. After the last card, focus the cell, where the notebook's own keys work.
function focusNextCard(view, old, deadline = performance.now() + NEXT_CARD_MS) {
  const card = view.home?.querySelector(".quiz-card");
  if (view.model.get("finished")) view.home?.closest(".jp-Cell")?.focus();
  else if (card && card !== old) card.querySelector(FIELDS)?.focus();
  else if (performance.now() < deadline)
    requestAnimationFrame(() => focusNextCard(view, old, deadline));
}

function rate(view, place) {
  if (view.buttons[place].getAttribute("aria-disabled") === "true") return;
  const old = view.home?.querySelector(".quiz-card");
  view.model.send({ type: "rate", rating: view.model.get("ratings")[place] });
  focusNextCard(view, old);
}

function makeBar(model) {
  const buttons = model.get("ratings").map((rating, place) => ratingButton(rating, place + 1));
  const group = element("div", "rating-buttons", ...buttons);
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "How well did you know it? Keys 1 to 4");
  const status = element("div", "rating-status");
  status.setAttribute("role", "status");
  const chart = element("div", "rating-chart");
  const root = element("div", "rating", group, status, chart);
  return { model, root, group, buttons, status, chart };
}

function followBar(view) {
  const shows = {
    ready: showRatings,
    intervals: showRatings,
    missed: showRatings,
    finished: showRatings,
    status: showStatus,
    known: showKnown,
  };
  const bound = Object.entries(shows).map(([name, show]) => [`change:${name}`, () => show(view)]);
  for (const [event, show] of bound) {
    view.model.on(event, show);
    show();
  }
  return () => {
    for (const [event, show] of bound) view.model.off(event, show);
  };
}

export default {
  render({ model, el }) {
    const view = makeBar(model);
    el.append(view.root);
    hidePlainForm(model);
    for (const [place, button] of view.buttons.entries()) {
      button.addEventListener("click", () => rate(view, place));
    }
    const onKey = (event) => rateByKey(event, view);
    requestAnimationFrame(() => {
      view.home = view.root.closest(".practice");
      view.home?.addEventListener("keydown", onKey, true);
    });
    passKeysOn(view.root);
    const unfollow = followBar(view);
    const onReady = () => leaveField(view);
    model.on("change:ready", onReady);
    return () => {
      model.off("change:ready", onReady);
      view.home?.removeEventListener("keydown", onKey, true);
      unfollow();
    };
  },
};
