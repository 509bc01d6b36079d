// Choose a category for each row; each row is a group of radio buttons.

function pill({ id, text }, group) {
  const input = focusable("input", "categorising-input", { type: "radio", name: group, value: id });
  return {
    input,
    root: element("label", "categorising-pill", input, element("span", "", ...prose(text))),
  };
}

function categorisingRow({ id, text }, choices, name, place) {
  const group = `${name}-row-${place}`;
  const pills = choices.map((choice) => pill(choice, group));
  const title = element("p", "categorising-text", ...prose(text));
  title.id = `${group}-text`;
  const radios = element("div", "categorising-pills", ...pills.map((each) => each.root));
  radios.setAttribute("role", "radiogroup");
  radios.setAttribute("aria-labelledby", title.id);
  const root = element("div", "categorising-row quiz-part", title, radios);
  const controls = pills.map((each) => each.input);
  const part = makePart({ id, label: text, root, controls, noteId: `${name}-note-${place}` });
  root.append(part.note);
  return part;
}

export default card(({ name, content: { rows, choices }, changed }) => {
  const parts = rows.map((row, place) => categorisingRow(row, choices, name, place));
  for (const input of parts.flatMap((part) => part.controls))
    input.addEventListener("change", () => changed());
  const chosen = ({ controls }) => controls.find((input) => input.checked)?.value;
  return {
    className: "categorising",
    nodes: parts.map((part) => part.root),
    parts,
    read: () =>
      Object.fromEntries(
        parts.map((part) => [part.id, chosen(part)]).filter(([, choice]) => choice),
      ),
    show: (answer) => {
      for (const { id, controls } of parts) {
        for (const input of controls) input.checked = input.value === answer[id];
      }
    },
  };
});
