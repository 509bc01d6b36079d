// Put steps in order with the buttons, with Alt and an arrow key, or by dragging.

function arrow(direction, text) {
  const button = makeButton("ordering-move", direction === "up" ? "↑" : "↓");
  button.setAttribute("aria-label", `Move ${direction}: ${plain(text)}`);
  button.title = `Move ${direction} (Alt+${direction === "up" ? "↑" : "↓"})`;
  return button;
}

function orderingStep({ id, text }, name, place) {
  const controls = [arrow("up", text), arrow("down", text)];
  const number = element("span", "ordering-number");
  const line = element(
    "div",
    "ordering-line",
    number,
    element("span", "ordering-text", ...prose(text)),
    ...controls,
  );
  const root = element("li", "ordering-step quiz-part", line);
  root.draggable = true;
  const part = makePart({ id, label: text, root, controls, noteId: `${name}-note-${place}` });
  root.append(part.note);
  return { ...part, number };
}

export default card(({ name, content: { steps }, changed }) => {
  const parts = steps.map((step, place) => orderingStep(step, name, place));
  const list = element("ol", "ordering-steps", ...parts.map((part) => part.root));
  const said = liveRegion("quiz-spoken");
  const partOf = (root) => parts.find((part) => part.root === root);
  const order = () => [...list.children].map((root) => partOf(root).id);

  function renumber() {
    [...list.children].forEach((root, place) => {
      const { number, controls } = partOf(root);
      number.textContent = String(place + 1);
      setIdle(controls[0], place === 0);
      setIdle(controls[1], place === parts.length - 1);
    });
  }

  function moved(part) {
    renumber();
    changed();
    said.textContent = `${plain(part.label)}: now ${order().indexOf(part.id) + 1} of ${parts.length}.`;
  }

  // Move the neighbour instead of the step itself, so that the step keeps the focus.
  function move(part, direction) {
    const neighbour =
      direction === "up" ? part.root.previousElementSibling : part.root.nextElementSibling;
    if (!neighbour) return;
    if (direction === "up") part.root.after(neighbour);
    else part.root.before(neighbour);
    moved(part);
  }

  function moveOnArrow(event, part) {
    const direction = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!direction || !event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    move(part, direction);
  }

  function drag(part) {
    let before = [];
    part.root.addEventListener("dragstart", (event) => {
      event.stopPropagation();
      before = order();
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", plain(part.label));
      part.root.dataset.dragged = "true";
    });
    part.root.addEventListener("dragend", () => {
      delete part.root.dataset.dragged;
      if (!same(before, order())) moved(part);
    });
    part.root.addEventListener("dragover", (event) => {
      const dragged = list.querySelector("[data-dragged]");
      if (!dragged) return;
      event.preventDefault();
      event.stopPropagation();
      const { top, height } = part.root.getBoundingClientRect();
      if (dragged !== part.root)
        part.root[event.clientY < top + height / 2 ? "before" : "after"](dragged);
    });
    part.root.addEventListener("drop", (event) => event.preventDefault());
  }

  for (const part of parts) {
    part.controls[0].addEventListener("click", () => move(part, "up"));
    part.controls[1].addEventListener("click", () => move(part, "down"));
    part.root.addEventListener("keydown", (event) => moveOnArrow(event, part));
    drag(part);
  }
  renumber();
  return {
    className: "ordering",
    nodes: [list, said],
    parts,
    read: order,
    show: (answer) => {
      const wanted = answer.length ? answer : steps.map((step) => step.id);
      if (same(wanted, order())) return;
      list.append(...wanted.map((id) => parts.find((part) => part.id === id).root));
      renumber();
    },
  };
});
