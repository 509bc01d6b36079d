// Two buttons that download the quiz answers as a file and restore them.

const LARGEST_FILE = 2_000_000;

function saveFile(name, text) {
  const link = Object.assign(document.createElement("a"), {
    download: name,
    href: URL.createObjectURL(new Blob([text], { type: "application/json" })),
  });
  link.click();
  URL.revokeObjectURL(link.href);
}

async function upload(model, input, status) {
  const [file] = input.files;
  input.value = "";
  if (!file) return;
  if (file.size > LARGEST_FILE) {
    status.textContent = `${file.name} is too large for a file of quiz answers. Choose ${model.get("file_name")}.`;
    return;
  }
  model.send({ type: "upload", text: await file.text() });
}

function makeBackup(model) {
  const download = makeButton("quiz-quiet", "Download my answers");
  const bring = makeButton("quiz-quiet", "Restore my answers…");
  const input = Object.assign(document.createElement("input"), {
    type: "file",
    accept: ".json",
    hidden: true,
  });
  const status = liveRegion("quiz-status");
  status.setAttribute("role", "status");
  download.addEventListener("click", () => model.send({ type: "download" }));
  bring.addEventListener("click", () => input.click());
  input.addEventListener("change", () => upload(model, input, status));
  const actions = element("div", "quiz-actions", download, bring, input);
  return { status, nodes: [element("p", "summary-note", model.get("note")), actions, status] };
}

function followBackup(model, status) {
  const say = () => {
    status.textContent = model.get("said");
  };
  const receive = (message) => {
    if (message.type !== "file") return;
    saveFile(model.get("file_name"), message.text);
    status.textContent = `${model.get("file_name")} is in your browser's downloads.`;
  };
  model.on("change:said", say);
  model.on("msg:custom", receive);
  return () => {
    model.off("change:said", say);
    model.off("msg:custom", receive);
  };
}
