// Enter a number. The input is not type="number", which silently rejects a decimal comma.

function dataTable(columns, rows) {
  const head = columns.map((name) => {
    const cell = element("th", "", name);
    cell.scope = "col";
    return cell;
  });
  const lines = rows.map((row) => element("tr", "", ...row.map((text) => element("td", "", text))));
  return element(
    "table",
    "number-table",
    element("thead", "", element("tr", "", ...head)),
    element("tbody", "", ...lines),
  );
}

export default card(({ name, content, changed }) => {
  const input = focusable("input", "quiz-field number-field", {
    type: "text",
    inputMode: "decimal",
    autocomplete: "off",
  });
  const label = element(
    "label",
    "number-label",
    element("span", "quiz-field-name", content.label ?? "Your answer"),
    input,
  );
  if (content.unit) label.append(element("span", "number-unit", content.unit));
  const root = element("div", "number-row quiz-part", label);
  const part = makePart({
    id: "number",
    label: "",
    root,
    controls: [input],
    noteId: `${name}-note`,
  });
  root.append(part.note);
  input.addEventListener("input", () => changed(false));
  input.addEventListener("change", () => changed());
  return {
    className: "number",
    checkText: content.button,
    nodes: [...(content.rows ? [dataTable(content.columns, content.rows)] : []), root],
    parts: [part],
    read: () => input.value,
    show: (answer) => {
      if (input.value !== answer) input.value = answer;
    },
  };
});
