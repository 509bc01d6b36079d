// Choose a partner for each row. Long partners are listed with letters, since a closed select
// cannot show a long text in full.

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LONG = 32;

function partnerList(choices) {
  const items = choices.map(({ text }, place) =>
    element(
      "li",
      "matching-choice",
      element("span", "matching-letter", LETTERS[place]),
      element("span", "", ...prose(text)),
    ),
  );
  return element("ol", "matching-choices", ...items);
}

function makeSelect(choices, isLong) {
  const select = focusable("select", "quiz-field matching-select");
  select.append(new Option("Choose…", ""));
  choices.forEach(({ id, text }, place) => {
    select.append(new Option(isLong ? `${LETTERS[place]} · ${plain(text)}` : plain(text), id));
  });
  return select;
}

function matchingRow({ id, text }, choices, isLong, name, place) {
  const select = makeSelect(choices, isLong);
  select.id = `${name}-row-${place}`;
  const label = element("label", "matching-term", ...prose(text));
  label.htmlFor = select.id;
  const root = element("div", "matching-row quiz-part", label, select);
  const part = makePart({
    id,
    label: text,
    root,
    controls: [select],
    noteId: `${name}-note-${place}`,
  });
  root.append(part.note);
  return part;
}

export default card(({ name, content: { rows, choices }, changed }) => {
  const isLong = choices.some(({ text }) => text.length > LONG);
  const parts = rows.map((row, place) => matchingRow(row, choices, isLong, name, place));
  for (const { controls } of parts) controls[0].addEventListener("change", () => changed());
  return {
    className: "matching",
    nodes: [...(isLong ? [partnerList(choices)] : []), ...parts.map((part) => part.root)],
    parts,
    read: () =>
      Object.fromEntries(
        parts.map(({ id, controls }) => [id, controls[0].value]).filter(([, choice]) => choice),
      ),
    show: (answer) => {
      for (const { id, controls } of parts) controls[0].value = answer[id] ?? "";
    },
  };
});
