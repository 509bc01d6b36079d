// Write an answer, then compare it with the points that a good answer mentions.

export default card(({ name, changed }) => {
  const text = focusable("textarea", "quiz-field open-text", { id: `${name}-text`, rows: 4 });
  const label = element("label", "quiz-field-name", "Your answer");
  label.htmlFor = text.id;
  text.addEventListener("input", () => changed(false));
  text.addEventListener("change", () => changed());
  return {
    className: "open",
    checkText: "Compare",
    turns: true,
    nodes: [label, text],
    parts: [],
    read: () => text.value,
    show: (answer) => {
      if (text.value !== answer) text.value = answer;
    },
  };
});
