// How a lesson went, with links to the exercises and quizzes worth another look.

const CONTROLS = "input, select, textarea, button";
const JUMP_PATIENCE_MS = 4000;

// Another notebook or a practice card may show the same question.
function cardOf(id, home) {
  const cards = home.querySelectorAll(`.quiz-card[data-question="${CSS.escape(id)}"]`);
  return [...cards].find(
    (card) => !card.closest(".practice") && card.checkVisibility({ opacityProperty: true }),
  );
}

function focusCard(id, home) {
  const card = cardOf(id, home);
  card?.querySelector(CONTROLS).focus({ preventScroll: true });
  card?.scrollIntoView({ block: "center" });
}

// JupyterLab 4.4 takes cells out of the page while they are out of view, and may do so again while it
// scrolls to this one. So the focus is given back until the reader does something.
function followTo(id, home) {
  const reader = new AbortController();
  for (const act of ["keydown", "pointerdown", "wheel"]) {
    document.addEventListener(act, () => reader.abort(), { capture: true, signal: reader.signal });
  }
  const deadline = performance.now() + JUMP_PATIENCE_MS;
  const step = () => {
    if (performance.now() > deadline) reader.abort();
    if (reader.signal.aborted) return;
    if (!cardOf(id, home)?.contains(document.activeElement)) focusCard(id, home);
    requestAnimationFrame(step);
  };
  step();
}

function jump({ id, prompt, cell }) {
  const link = focusable("a", "summary-link", { href: `#cell-id=${cell}` });
  link.append(...prose(prompt));
  link.addEventListener("click", (event) => {
    const home = link.closest(".jp-Notebook") ?? document;
    // The address brings back a cell that JupyterLab has taken out of the page.
    if (cardOf(id, home)) event.preventDefault();
    followTo(id, home);
  });
  return link;
}

function questionItem(question) {
  const words = question.words ? [" ", element("span", "summary-words", question.words)] : [];
  return element("li", "summary-item", jump(question), ...words);
}

// The counts are also given in words, so that colour is never the only cue.
function showCounts(view) {
  const counts = Object.entries(view.model.get("counts"));
  const bars = counts.map(([, count], place) => {
    const bar = element("span", `summary-bar summary-bar-${place}`);
    Object.assign(bar.style, { flexGrow: count });
    bar.hidden = !count;
    return bar;
  });
  view.bars.replaceChildren(...bars);
  const items = counts.map(([words, count], place) => {
    const item = element("li", `summary-count summary-count-${place}`, `${count} ${words}`);
    item.hidden = !count;
    return item;
  });
  view.legend.replaceChildren(...items);
}

function showLists(view) {
  const blocks = view.model
    .get("lists")
    .flatMap(({ title, questions }) => [
      element("p", "summary-title", title),
      element("ul", "summary-list", ...questions.map(questionItem)),
    ]);
  view.lists.replaceChildren(...blocks);
}

function makeSummary(model) {
  const view = { model };
  Object.assign(view, {
    headline: element("p", "quiz-prompt"),
    bars: element("div", "summary-bars"),
    legend: element("ul", "summary-legend"),
    work: element("p", "summary-work"),
    lists: element("div", "summary-lists"),
  });
  view.bars.setAttribute("aria-hidden", "true");
  view.root = element(
    "div",
    "quiz-card summary",
    view.headline,
    view.bars,
    view.legend,
    view.work,
    view.lists,
  );
  view.root.append(element("p", "summary-note", ...prose(model.get("advice"))));
  view.root.setAttribute("role", "group");
  view.root.setAttribute("aria-label", "Summary of this lesson");
  return view;
}

function followSummary(view) {
  const shows = {
    "change:headline": () => view.headline.replaceChildren(view.model.get("headline")),
    "change:work": () => {
      view.work.textContent = view.model.get("work");
      view.work.hidden = !view.work.textContent;
    },
    "change:counts": () => showCounts(view),
    "change:lists": () => showLists(view),
  };
  for (const [event, show] of Object.entries(shows)) {
    view.model.on(event, show);
    show();
  }
  return () => {
    for (const [event, show] of Object.entries(shows)) view.model.off(event, show);
  };
}

export default {
  render({ model, el }) {
    const view = makeSummary(model);
    passKeysOn(view.root);
    const unfollow = [followSummary(view)];
    if (model.get("offers_backup")) {
      const { nodes, status } = makeBackup(model);
      view.root.append(...nodes);
      unfollow.push(followBackup(model, status));
    }
    el.append(view.root);
    hidePlainForm(model);
    return () => {
      for (const end of unfollow) end();
    };
  },
};
