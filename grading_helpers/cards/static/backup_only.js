// A card with the two backup buttons.

export default {
  render({ model, el }) {
    const { nodes, status } = makeBackup(model);
    const root = element("div", "quiz-card summary", ...nodes);
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", "Backup of your quiz answers");
    passKeysOn(root);
    el.append(root);
    hidePlainForm(model);
    return followBackup(model, status);
  },
};
