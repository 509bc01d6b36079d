// A model to play with: the browser's own sliders and menus; Python draws the chart.

function withUnit(control, value) {
  const words = String(value).replace("-", "−");
  const unit = Math.abs(value) === 1 ? control.unit?.replace(/s$/, "") : control.unit;
  return unit ? `${words} ${unit}` : words;
}

function slider(control) {
  const field = focusable("input", "explore-slider", { type: "range" });
  for (const [name, value] of [
    ["min", control.low],
    ["max", control.high],
    ["step", control.step],
  ])
    field.setAttribute(name, value);
  return field;
}

function menu(control) {
  const field = focusable("select", "quiz-field explore-menu");
  field.append(...control.options.map((option) => new Option(option, option)));
  return field;
}

function makeControl(control) {
  const isMenu = Boolean(control.options);
  const field = isMenu ? menu(control) : slider(control);
  field.id = uniqueName();
  const label = Object.assign(element("label", "explore-label", control.label), {
    htmlFor: field.id,
  });
  const value = element("span", "explore-value");
  value.setAttribute("aria-hidden", "true");
  const show = (chosen) => {
    if (field.value !== String(chosen)) field.value = chosen;
    if (isMenu) return;
    value.textContent = withUnit(control, chosen);
    field.setAttribute("aria-valuetext", value.textContent);
  };
  const read = () => (isMenu ? field.value : Number(field.value));
  return {
    name: control.name,
    start: control.start,
    field,
    show,
    read,
    nodes: [label, field, value],
  };
}

function makeExplorable(model) {
  const controls = model.get("controls").map(makeControl);
  const view = { model, controls };
  Object.assign(view, {
    picture: element("div", "explore-picture"),
    sentence: element("p", "explore-sentence"),
    again: makeButton("quiz-quiet", "Back to the start"),
  });
  view.sentence.setAttribute("role", "status");
  view.root = element(
    "fieldset",
    "quiz-card explore",
    element("legend", "quiz-prompt", model.get("title")),
    element("div", "explore-controls", ...controls.flatMap((control) => control.nodes)),
    view.picture,
    view.sentence,
    element("p", "explore-note", model.get("note")),
    element("div", "quiz-actions", view.again),
  );
  return view;
}

function move(view, values) {
  for (const control of view.controls) control.show(values[control.name]);
  view.model.set("values", values);
  view.model.save_changes();
}

const valuesOf = (controls, read) =>
  Object.fromEntries(controls.map((control) => [control.name, read(control)]));

export default {
  render({ model, el }) {
    const view = makeExplorable(model);
    passKeysOn(view.root);
    for (const { field, read } of view.controls)
      field.addEventListener("input", () =>
        move(
          view,
          valuesOf(view.controls, (one) => one.read()),
        ),
      );
    view.again.addEventListener("click", () =>
      move(
        view,
        valuesOf(view.controls, (one) => one.start),
      ),
    );
    const shows = {
      "change:values": () => {
        for (const control of view.controls) control.show(model.get("values")[control.name]);
      },
      "change:picture": () => {
        view.picture.innerHTML = model.get("picture");
      },
      "change:sentence": () => {
        view.sentence.textContent = model.get("sentence");
      },
    };
    for (const [event, show] of Object.entries(shows)) {
      model.on(event, show);
      show();
    }
    el.append(view.root);
    hidePlainForm(model);
    return () => {
      for (const [event, show] of Object.entries(shows)) model.off(event, show);
    };
  },
};
