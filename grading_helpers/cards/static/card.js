// Shared by all cards. Python does the marking: the key and unearned reasons never reach the page.
// Each kind of question has a file with its body, which is appended to this one.

const SYMBOLS = { right: "✓ ", wrong: "✗ ", open: "○ " };
const PATIENCE_MS = 3000;
const MOST_TIMES_AGAIN = 20;
const WAITING =
  "Python has not answered yet. If a cell is still running, wait for it; otherwise run this cell again.";

// Every widget loads its own copy of this module, so a counter would not be unique.
const uniqueName = () => `quiz-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;

function element(tag, className, ...children) {
  const node = document.createElement(tag);
  node.className = className;
  node.append(...children);
  return node;
}

// `code` and *emphasis* in a text become elements; everything else stays text.
const MARKS = /`([^`]+)`|\*(?=\S)([^*]*[^*\s])\*/;

function prose(text) {
  const found = MARKS.exec(text);
  if (!found) return text ? [text] : [];
  const [whole, code, emphasis] = found;
  const marked = code ? element("code", "quiz-code", code) : element("em", "", emphasis);
  const before = text.slice(0, found.index);
  return [...(before ? [before] : []), marked, ...prose(text.slice(found.index + whole.length))];
}

const plain = (text) => element("span", "", ...prose(text)).textContent;

// JupyterLab checks the focused element for this attribute; without it, D D would delete the cell.
function focusable(tag, className, properties = {}) {
  const node = Object.assign(element(tag, className), properties);
  node.dataset.lmSuppressShortcuts = "true";
  return node;
}

function makeButton(className, text) {
  return focusable("button", `quiz-button ${className}`, { type: "button", textContent: text });
}

// An idle button keeps the focus; a disabled one would lose it.
function setIdle(button, isIdle) {
  button.setAttribute("aria-disabled", String(isIdle));
}

const isIdle = (button) => button.getAttribute("aria-disabled") === "true";

// A part of a question with its own note: an option, a row, a gap or a step.
function makePart({ id, label, root, controls, noteId }) {
  const note = element("p", "quiz-note");
  Object.assign(note, { id: noteId, hidden: true });
  const described = controls.map((control) => control.getAttribute("aria-describedby") ?? "");
  return { id, label, root, controls, note, described };
}

function noteText({ verdict, label, reason }) {
  const symbol = element("span", "", SYMBOLS[verdict]);
  symbol.setAttribute("aria-hidden", "true");
  const said = element("strong", "quiz-verdict", symbol, label);
  return reason ? [said, " ", ...prose(reason)] : [said];
}

function showNote(part, note) {
  part.root.dataset.verdict = part.note.dataset.verdict = note?.verdict ?? "";
  part.note.hidden = !note;
  part.note.replaceChildren(...(note ? noteText(note) : []));
  part.controls.forEach((control, place) => {
    const ids = [part.described[place], note ? part.note.id : ""].filter(Boolean).join(" ");
    if (ids) control.setAttribute("aria-describedby", ids);
    else control.removeAttribute("aria-describedby");
  });
}

// Sighted readers see each note beside its part; the live region repeats it for screen readers.
function spokenNote(note, parts) {
  const label = parts.find((part) => part.id === note.part)?.label;
  const prefix = label ? `${plain(label)}: ` : "";
  return element(
    "p",
    "quiz-spoken",
    prefix,
    note.label,
    note.reason ? ` ${plain(note.reason)}` : "",
  );
}

function announcement({ summary, right, notes = [], points = [], explanation }, parts) {
  const [verdict, ...more] = summary.split("\n");
  const symbol = { true: SYMBOLS.right, false: SYMBOLS.wrong }[right] ?? "";
  const line = (text) => element("p", "quiz-summary", ...prose(text));
  const shown = [
    element("p", "quiz-summary", element("strong", "quiz-verdict", symbol, ...prose(verdict))),
  ];
  shown.push(...more.map(line));
  if (points.length) {
    shown.push(
      element("ul", "quiz-points", ...points.map((point) => element("li", "", ...prose(point)))),
    );
  }
  if (explanation) shown.push(line(explanation));
  return [...shown, ...notes.map((note) => spokenNote(note, parts))];
}

const canonical = (answer) =>
  answer && typeof answer === "object" && !Array.isArray(answer)
    ? Object.entries(answer).sort()
    : answer;
const same = (one, other) => JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));

// A verdict is valid only for the answer it was given for; a turned card is valid for any.
function freshFeedback(model) {
  const feedback = model.get("feedback");
  if (!feedback.summary) return null;
  return !("answer" in feedback) || same(feedback.answer, model.get("answer")) ? feedback : null;
}

function showFeedback({ model, body, status, timer, root, checkButton }) {
  const feedback = freshFeedback(model);
  clearTimeout(timer.id);
  for (const part of body.parts) {
    showNote(
      part,
      feedback?.notes?.find((note) => note.part === part.id),
    );
  }
  root.dataset.right = feedback?.right ?? "";
  root.dataset.told = Boolean(feedback);
  status.replaceChildren(...(feedback ? announcement(feedback, body.parts) : []));
  body.onFeedback?.(feedback, checkButton);
  if (feedback && root.contains(document.activeElement)) bringIntoView(status);
}

// Notes make a card taller, which may push the part the student wants out of view.
function bringIntoView(part) {
  requestAnimationFrame(() => part.scrollIntoView({ block: "nearest" }));
}

function showAnswer(view) {
  view.body.show(view.model.get("answer"));
  showFeedback(view);
}

function showTries({ model, tries }) {
  const count = model.get("tries");
  tries.textContent = count ? `${count} ${count === 1 ? "try" : "tries"}` : "";
}

function showHints({ model, hintButton, hintList }) {
  const [opened, all] = [model.get("hints"), model.get("hint_count")];
  const fresh = opened.slice(hintList.children.length);
  hintList.append(...fresh.map((hint) => element("li", "quiz-hint", ...prose(hint))));
  hintList.parentElement.hidden = !opened.length;
  hintButton.hidden = !all;
  hintButton.textContent =
    opened.length < all ? `Hint ${opened.length + 1} of ${all}` : "No more hints";
  setIdle(hintButton, opened.length >= all);
  if (fresh.length && hintButton === document.activeElement)
    bringIntoView(hintList.lastElementChild);
}

// The button disappears when pressed, so the focus moves to its neighbour.
function showReveal({ model, revealButton, checkButton }) {
  const hadFocus = revealButton === document.activeElement;
  revealButton.hidden = !model.get("may_reveal");
  if (hadFocus && revealButton.hidden) checkButton.focus();
}

function changed(view, save = true) {
  view.model.set("answer", view.body.read());
  if (save) view.model.save_changes();
}

// Checking the same answer again repeats the announcement without marking it again.
function check(view) {
  const { model, body } = view;
  if (freshFeedback(model) && !body.turns) {
    showFeedback(view);
    return;
  }
  model.save_changes();
  ask(view, { type: "check", answer: model.get("answer"), request: uniqueName() });
}

// A request or its verdict can get lost on its way, so the request is sent again. Python obeys it
// once and sends its verdict each time.
function ask(view, request, again = MOST_TIMES_AGAIN) {
  const { model, status, timer } = view;
  model.send(request);
  clearTimeout(timer.id);
  timer.id = setTimeout(() => {
    if (status.textContent !== WAITING)
      status.replaceChildren(element("p", "quiz-summary", WAITING));
    if (again) ask(view, request, again - 1);
  }, PATIENCE_MS);
}

function checkOnEnter(event, view) {
  const answers = event.target.matches("input");
  if (!answers || event.key !== "Enter" || event.repeat || event.isComposing) return;
  event.preventDefault();
  check(view);
}

// Tab leads from a cell into its card, past the buttons that JupyterLab puts beside each cell.
// Shift+Tab leads back to these. Every widget loads its own copy of this module, but one listener
// serves the whole page.
const FIELDS_OF_CARDS =
  ".quiz-card :is(input, select, textarea, button):not([aria-disabled='true'])";

function enterOnTab(event) {
  const cell = event.target;
  const isPlainTab = event.key === "Tab" && !(event.shiftKey || event.ctrlKey || event.altKey);
  if (!isPlainTab || event.defaultPrevented || !cell.matches?.(".jp-Cell")) return;
  const fields = [...cell.querySelectorAll(FIELDS_OF_CARDS)].filter((field) => field.offsetParent);
  const [first] = fields;
  if (!first) return;
  event.preventDefault();
  // The browser's own Tab leads to the chosen radio button of a group.
  const isChosen = (field) => field.checked && field.name === first.name;
  ((first.type === "radio" && fields.find(isChosen)) || first).focus();
}

if (!document.documentElement.dataset.quizTab) {
  document.documentElement.dataset.quizTab = "true";
  document.addEventListener("keydown", enterOnTab);
}

// Escape moves the focus from the question to its cell, where the notebook's own keys work.
function leaveOnEscape(event) {
  const cell = event.target.closest(".jp-Cell");
  if (event.key === "Escape" && cell) cell.focus();
}

// If all the notebook's keys were suppressed, Ctrl+S would open the browser's save dialog.
function saveOnCtrlS(event) {
  const cell = event.target.closest(".jp-Cell");
  if (!cell || event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  const { key, code, keyCode, ctrlKey, metaKey, shiftKey } = event;
  const again = { key, code, keyCode, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true };
  cell.dispatchEvent(new KeyboardEvent("keydown", again));
}

// Pass two keys on to the notebook: Escape and Ctrl+S.
function passKeysOn(root) {
  root.addEventListener("keydown", leaveOnEscape);
  root.addEventListener("keydown", saveOnCtrlS);
}

function listen(view) {
  const { model, root, checkButton, hintButton, revealButton } = view;
  passKeysOn(root);
  root.addEventListener("keydown", (event) => checkOnEnter(event, view));
  checkButton.addEventListener("click", () => check(view));
  revealButton.addEventListener("click", () => model.send({ type: "reveal" }));
  hintButton.addEventListener("click", () => {
    if (!isIdle(hintButton)) model.send({ type: "hint" });
  });
}

function follow(view) {
  const follows = {
    "change:answer": showAnswer,
    "change:feedback": showFeedback,
    "change:tries": showTries,
    "change:hints": showHints,
    "change:may_reveal": showReveal,
  };
  const bound = Object.entries(follows).map(([event, show]) => [event, () => show(view)]);
  for (const [event, show] of bound) {
    view.model.on(event, show);
    show();
  }
  return () => {
    for (const [event, show] of bound) view.model.off(event, show);
  };
}

// Live regions must exist before they have content; the one for the verdict is the card's status.
function liveRegion(className, ...children) {
  const region = element("div", className, ...children);
  region.setAttribute("aria-live", "polite");
  return region;
}

function makeView(model, makeBody) {
  const [name, timer] = [uniqueName(), { id: undefined }];
  const view = { model, timer };
  view.body = makeBody({
    name,
    kind: model.get("kind"),
    content: model.get("content"),
    changed: (save) => changed(view, save),
  });
  const instruction = element("p", "quiz-instruction", model.get("instruction"));
  instruction.id = `${name}-instruction`;
  const hints = element(
    "div",
    "quiz-hints",
    element("p", "quiz-hints-title", "Hints"),
    element("ol", ""),
  );
  Object.assign(view, {
    checkButton: makeButton("quiz-check", view.body.checkText ?? "Check"),
    hintButton: makeButton("quiz-quiet", ""),
    revealButton: makeButton("quiz-quiet", "Show the answer"),
    tries: element("span", "quiz-tries"),
    status: liveRegion("quiz-status"),
    hintList: hints.lastElementChild,
  });
  view.root = element(
    "fieldset",
    `quiz-card ${view.body.className}`,
    element("legend", "quiz-prompt", ...prose(model.get("prompt"))),
    instruction,
    ...view.body.nodes,
    liveRegion("quiz-hints-region", hints),
    element(
      "div",
      "quiz-actions",
      view.checkButton,
      view.hintButton,
      view.revealButton,
      view.tries,
    ),
    view.status,
  );
  view.root.setAttribute("aria-describedby", instruction.id);
  view.root.dataset.question = model.get("name");
  view.status.setAttribute("role", "status");
  return view;
}

// A notebook without a kernel shows a plain form of the question; the live card replaces it.
function hidePlainForm(model) {
  for (const form of document.querySelectorAll(
    `.quiz-plain[data-quiz="${model.get("plain_form")}"]`,
  )) {
    (form.closest(".jp-OutputArea-child") ?? form).style.display = "none";
  }
}

const card = (makeBody) => ({
  render({ model, el }) {
    const view = makeView(model, makeBody);
    listen(view);
    const unfollow = follow(view);
    el.append(view.root);
    hidePlainForm(model);
    return () => {
      clearTimeout(view.timer.id);
      unfollow();
    };
  },
});
