// Shows one question. Python marks it: neither the key nor an unearned reason ever comes here.

const VERDICTS = { right: "✓ Right.", wrong: "✗ Not this one." };
const SYMBOLS = { true: "✓ ", false: "✗ ", null: "" };
const PATIENCE_MS = 3000;
const WAITING =
  "Python has not answered yet. If a cell is still running, wait for it; otherwise run this cell again.";

// Every widget loads its own copy of this module, so a counter would not be unique.
const uniqueName = () => `choice-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;

function element(tag, className, ...children) {
  const node = document.createElement(tag);
  node.className = className;
  node.append(...children);
  return node;
}

// `code` in a text becomes a <code> element; everything else stays text.
function prose(text) {
  return text
    .split(/`([^`]+)`/)
    .map((part, place) => (place % 2 ? element("code", "choice-code", part) : part));
}

// JupyterLab looks at the focused element itself: without this mark, D D there deletes the cell.
function focusable(tag, className) {
  const node = element(tag, className);
  node.dataset.lmSuppressShortcuts = "true";
  return node;
}

function optionRow({ id, text }, kind, name, place) {
  const input = focusable("input", "choice-input");
  Object.assign(input, { type: kind === "several" ? "checkbox" : "radio", name, value: id });
  const note = element("p", "choice-note");
  note.id = `${name}-note-${place}`;
  note.hidden = true;
  const label = element("label", "choice-label", input, element("span", "choice-text", ...prose(text)));
  return { id, input, note, root: element("div", "choice-option", label, note) };
}

function checkButton() {
  const button = focusable("button", "choice-check");
  button.type = "button";
  button.textContent = "Check";
  return button;
}

function statusRegion() {
  const status = element("div", "choice-status");
  status.setAttribute("role", "status");
  return status;
}

function card(model) {
  const name = uniqueName();
  const rows = model.get("options").map((option, place) => optionRow(option, model.get("kind"), name, place));
  const hint = element("p", "choice-hint", model.get("hint"));
  hint.id = `${name}-hint`;
  const [button, tries, status] = [checkButton(), element("span", "choice-tries"), statusRegion()];
  const root = element(
    "fieldset",
    "choice",
    element("legend", "choice-prompt", ...prose(model.get("prompt"))),
    hint,
    ...rows.map((row) => row.root),
    element("div", "choice-actions", button, tries),
    status,
  );
  root.setAttribute("aria-describedby", hint.id);
  return { root, rows, button, tries, status, timer: undefined };
}

// A verdict counts only for the selection that it was given for.
function freshFeedback(model) {
  const feedback = model.get("feedback");
  return JSON.stringify(feedback.selected) === JSON.stringify(model.get("selected")) ? feedback : null;
}

function showNote(row, note) {
  row.root.dataset.verdict = note?.verdict ?? "";
  row.note.hidden = !note;
  row.note.replaceChildren(...(note ? noteText(note) : []));
  if (note) row.input.setAttribute("aria-describedby", row.note.id);
  else row.input.removeAttribute("aria-describedby");
}

function noteText({ verdict, reason }) {
  return [element("strong", "choice-verdict", VERDICTS[verdict]), " ", ...prose(reason)];
}

// Sighted readers see each reason under its option; the live region repeats them for the ear.
function announcement({ summary, right, notes }) {
  const [verdict, ...more] = summary.split("\n");
  return [
    element("p", "choice-summary", element("strong", "choice-verdict", SYMBOLS[right] + verdict)),
    ...more.map((line) => element("p", "choice-summary", ...prose(line))),
    ...notes.map((note) => element("p", "choice-spoken", ...noteText(note))),
  ];
}

function showFeedback(model, view) {
  const feedback = freshFeedback(model);
  clearTimeout(view.timer);
  for (const row of view.rows) {
    showNote(row, feedback?.notes.find((note) => note.option_id === row.id));
  }
  view.status.dataset.right = feedback?.right ?? "";
  view.status.replaceChildren(...(feedback ? announcement(feedback) : []));
}

function showSelection(model, view) {
  const selected = model.get("selected");
  for (const row of view.rows) row.input.checked = selected.includes(row.id);
  showFeedback(model, view);
}

function showTries(model, view) {
  const tries = model.get("tries");
  view.tries.textContent = tries ? `${tries} ${tries === 1 ? "try" : "tries"}` : "";
}

function choose(model, view) {
  const chosen = view.rows.filter((row) => row.input.checked).map((row) => row.id);
  model.set("selected", chosen);
  model.save_changes();
}

// The same verdict asked for twice is announced twice, but Python need not mark twice.
function check(model, view) {
  if (freshFeedback(model)) {
    showFeedback(model, view);
    return;
  }
  clearTimeout(view.timer);
  view.timer = setTimeout(() => view.status.replaceChildren(element("p", "choice-summary", WAITING)), PATIENCE_MS);
  model.send({ type: "check", selected: model.get("selected") });
}

function checkOnEnter(event, model, view) {
  if (event.key !== "Enter" || event.repeat || event.isComposing) return;
  event.preventDefault();
  check(model, view);
}

// Escape leaves the question for its cell, where the notebook's own keys work again.
function leaveOnEscape(event) {
  const cell = event.target.closest(".jp-Cell");
  if (event.key === "Escape" && cell) cell.focus();
}

function listen(model, view) {
  view.root.addEventListener("keydown", leaveOnEscape);
  for (const { input } of view.rows) {
    input.addEventListener("change", () => choose(model, view));
    input.addEventListener("keydown", (event) => checkOnEnter(event, model, view));
  }
  view.button.addEventListener("click", () => check(model, view));
}

function follow(model, view) {
  const follows = [
    ["change:selected", () => showSelection(model, view)],
    ["change:feedback", () => showFeedback(model, view)],
    ["change:tries", () => showTries(model, view)],
  ];
  for (const [event, show] of follows) {
    model.on(event, show);
    show();
  }
  return () => follows.forEach(([event, show]) => model.off(event, show));
}

function render({ model, el }) {
  const view = card(model);
  listen(model, view);
  const unfollow = follow(model, view);
  el.append(view.root);
  return () => {
    clearTimeout(view.timer);
    unfollow();
  };
}

export default { render };
