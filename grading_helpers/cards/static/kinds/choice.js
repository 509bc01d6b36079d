// Choose one option, or all that apply.

function optionRow({ id, text }, type, name, place) {
  const input = focusable("input", "choice-input", { type, name, value: id });
  const label = element(
    "label",
    "choice-label",
    input,
    element("span", "choice-text", ...prose(text)),
  );
  const root = element("div", "choice-option quiz-part", label);
  const part = makePart({
    id,
    label: text,
    root,
    controls: [input],
    noteId: `${name}-note-${place}`,
  });
  root.append(part.note);
  return part;
}

export default card(({ name, kind, content, changed }) => {
  const type = kind === "several" ? "checkbox" : "radio";
  const parts = content.options.map((option, place) => optionRow(option, type, name, place));
  const inputs = parts.map((part) => part.controls[0]);
  for (const input of inputs) input.addEventListener("change", () => changed());
  return {
    className: "choice",
    checkText: content.button,
    nodes: parts.map((part) => part.root),
    parts,
    read: () => inputs.filter((input) => input.checked).map((input) => input.value),
    show: (answer) => {
      for (const input of inputs) input.checked = answer.includes(input.value);
    },
  };
});
