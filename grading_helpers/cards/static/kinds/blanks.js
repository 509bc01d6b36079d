// Fill the gaps in a sentence. All gaps have the same width, so that it gives nothing away.

function gap(id, place, total, name) {
  const input = focusable("input", "quiz-field blanks-field", {
    type: "text",
    autocomplete: "off",
    spellcheck: false,
  });
  input.autocapitalize = "off";
  input.setAttribute("aria-label", total > 1 ? `Gap ${place + 1} of ${total}` : "Gap");
  input.setAttribute("aria-describedby", `${name}-sentence`);
  const number = element("span", "blanks-number", total > 1 ? String(place + 1) : "");
  number.setAttribute("aria-hidden", "true");
  const root = element("span", "blanks-gap quiz-part", number, input);
  const label = total > 1 ? `Gap ${place + 1}` : "";
  const part = makePart({ id, label, root, controls: [input], noteId: `${name}-note-${place}` });
  if (total > 1) part.note.dataset.number = place + 1;
  return part;
}

export default card(({ name, content, changed }) => {
  // Splitting by a pattern with a group makes every second piece the name of a gap.
  const pieces = content.text.split(/\{([a-z][a-z0-9_]*)\}/);
  const ids = pieces.filter((_, place) => place % 2);
  const parts = ids.map((id, place) => gap(id, place, ids.length, name));
  const sentence = element("p", "blanks-sentence");
  sentence.id = `${name}-sentence`;
  pieces.forEach((text, place) => {
    sentence.append(...(place % 2 ? [parts[(place - 1) / 2].root] : prose(text)));
  });
  for (const { controls } of parts) {
    controls[0].addEventListener("input", () => changed(false));
    controls[0].addEventListener("change", () => changed());
  }
  return {
    className: "blanks",
    nodes: [sentence, element("div", "blanks-notes", ...parts.map((part) => part.note))],
    parts,
    read: () =>
      Object.fromEntries(
        parts.map(({ id, controls }) => [id, controls[0].value]).filter(([, text]) => text),
      ),
    show: (answer) => {
      for (const { id, controls } of parts) {
        const text = answer[id] ?? "";
        if (controls[0].value !== text) controls[0].value = text;
      }
    },
  };
});
