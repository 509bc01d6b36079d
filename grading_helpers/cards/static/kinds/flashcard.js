// Think of the answer, then turn the card.

export default card(() => ({
  className: "flashcard",
  checkText: "Turn the card",
  turns: true,
  nodes: [],
  parts: [],
  read: () => "",
  show: () => {},
  onFeedback: (feedback, button) => {
    button.textContent = feedback ? "Turn it back" : "Turn the card";
    button.setAttribute("aria-expanded", String(Boolean(feedback)));
  },
}));
