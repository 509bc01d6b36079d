// The page for marking: it shows one answer after another, and saves each mark at once.

const MOST_STEPS = 11;
const KEYS_OFF = "marking-keys-off";
const STATES = {
  "to mark": "to be marked",
  "to check": "to be checked: the text has changed since it was marked",
  marked: "marked",
  "by the grader": "nothing to mark: points by the grader",
};
const $ = (id) => document.getElementById(id);

const token = takeToken();
let lesson = null;
let question = null;
let answers = [];
let comments = [];
let at = 0;
let shown = null; // the answer on the page, as the gradebook has it
let unsaved = null; // what could not be saved because the mark had changed
let queue = Promise.resolve();
let moving = false; // to another answer: until it is shown, nothing can be marked

/** Read the token and take it out of the address bar; a reload finds it in this tab's storage. */
function takeToken() {
  const found = new URLSearchParams(location.hash.slice(1)).get("token");
  if (found) {
    sessionStorage.setItem("token", found);
    history.replaceState(null, "", location.pathname);
  }
  return found ?? sessionStorage.getItem("token") ?? "";
}

/** Ask the server; an error has the status and what the server said. */
async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: { Authorization: `token ${token}` },
      body: body && JSON.stringify(body),
    });
  } catch {
    throw new Error("The program that saves marks does not answer. Is course mark still running?");
  }
  const data = await response.json();
  if (response.status === 401) {
    throw new Error("Open the address that course mark has printed: this one has no valid token.");
  }
  if (!response.ok) {
    throw Object.assign(new Error(data.error), { status: response.status, data });
  }
  return data;
}

function say(words) {
  $("problem").textContent = "";
  $("status").textContent = words;
}

function complain(error) {
  $("status").textContent = "";
  $("problem").textContent = error.message;
}

const counted = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;
const ofPoints = (points) => (points === null ? "no points" : `${points} of ${question.most}`);

function showLeft(left) {
  question.left = left;
  $("left").textContent = left ? `${left} of ${answers.length} left to mark` : "All are marked";
  const blank = answers.filter((one) => one.blank && one.state === "to mark").length;
  $("blanks").hidden = !blank;
  $("blanks").textContent = `Give 0 points to ${counted(blank, "blank answer")}`;
  fill(
    $("question"),
    lesson.questions.map((one) => [one.name, `${one.title} (${one.left} left)`]),
    question.name,
  );
}

function fill(select, options, chosen) {
  select.replaceChildren(...options.map(([value, words]) => new Option(words, value)));
  select.value = chosen;
}

/** Return whose answer it is, if the marker asked for names. */
function nameOf(one) {
  if (!$("names").checked || !one.student) return "";
  return one.name ? `${one.name} (${one.student})` : one.student;
}

function showPlace() {
  const name = nameOf(answers[at]);
  const number = `${at + 1} of ${answers.length}`;
  $("place").textContent = name ? `${name}: answer ${number}` : `Answer ${number}`;
}

function showList() {
  const words = (one, number) =>
    `${nameOf(one) || `Answer ${number + 1}`}: ${one.state === "marked" ? ofPoints(one.points) : one.state}`;
  fill(
    $("goto"),
    answers.map((one, number) => [String(number), words(one, number)]),
    String(at),
  );
  $("previous").disabled = at === 0;
  $("next").disabled = at === answers.length - 1;
}

function showComments() {
  $("reuse").hidden = !comments.length;
  $("comments").replaceChildren(
    ...comments.map((words) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = words;
      button.addEventListener("click", () => reuse(words));
      item.append(button);
      return item;
    }),
  );
}

function steps() {
  const width = question.most <= (MOST_STEPS - 1) / 2 ? 0.5 : 1;
  const count = Math.floor(question.most / width) + 1;
  return count > MOST_STEPS ? [] : Array.from({ length: count }, (_, number) => number * width);
}

function showSteps() {
  $("points-label").textContent = `Points, of ${question.most}`;
  $("other").max = String(question.most);
  $("steps").replaceChildren(
    ...steps().map((points) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.points = String(points);
      button.textContent = String(points);
      button.setAttribute("aria-label", counted(points, "point"));
      if (Number.isInteger(points)) button.setAttribute("aria-keyshortcuts", String(points));
      button.addEventListener("click", () => give(points));
      return button;
    }),
  );
}

/** Show the mark that the gradebook has, with what is being typed left alone. */
function showMark() {
  const given = shown.state === "to mark" ? null : shown.points;
  for (const button of $("steps").children) {
    button.setAttribute("aria-pressed", String(Number(button.dataset.points) === given));
  }
  $("other").value = given ?? "";
  $("confirm").hidden = shown.state !== "to check";
  $("confirm").textContent = `Still right: keep ${ofPoints(shown.points)}`;
  $("remove").disabled = !["marked", "to check"].includes(shown.state);
  $("about").textContent = STATES[shown.state];
}

async function openQuestion(name) {
  $("work").setAttribute("aria-busy", "true");
  const overview = await call("GET", `/api/overview?question=${encodeURIComponent(name)}`);
  question = lesson.questions.find((one) => one.name === name);
  $("scheme").innerHTML = question.scheme || "<p>The lesson has none for this question.</p>";
  $("task").innerHTML = question.task;
  showSteps();
  takeOverview(overview);
  await openAnswer(Math.max(answers.findIndex(isLeft), 0));
}

function takeOverview(data) {
  answers = data.answers;
  comments = data.comments;
  showComments();
  showLeft(data.left);
}

const isLeft = (one) => one.state === "to mark" || one.state === "to check";

async function openAnswer(number) {
  at = number;
  $("work").setAttribute("aria-busy", "true");
  const query = new URLSearchParams({ question: question.name, key: answers[at].key });
  shown = await call("GET", `/api/answer?${query}`);
  answers[at] = { ...answers[at], ...shown, html: "" };
  showPlace();
  $("work").innerHTML = shown.html;
  $("comment").value = shown.comment;
  $("clash").hidden = true;
  unsaved = null;
  say("");
  showMark();
  showList();
  showLeft(shown.left);
  $("work").removeAttribute("aria-busy");
}

/** Save what is typed, then show another answer; keys that come too early are ignored. */
async function move(to) {
  if (moving) return;
  moving = true;
  try {
    if (await saveComment()) await to();
  } finally {
    moving = false;
  }
}

const go = (number) =>
  move(async () => {
    if (number < 0 || number >= answers.length) return;
    await openAnswer(number);
    $("place").focus();
  });

/** Go on to the next answer that is still to be marked, also in the eyes of other markers. */
const goToNextLeft = () =>
  move(async () => {
    const from = at;
    for (let step = 1; step < answers.length; step += 1) {
      const number = (from + step) % answers.length;
      if (!isLeft(answers[number])) continue;
      await openAnswer(number);
      if (isLeft(shown)) {
        $("place").focus();
        return;
      }
    }
    if (at !== from) await openAnswer(from);
    say(isLeft(shown) ? "Only this one is left." : "All answers to this question are marked.");
  });

/** Save a change of the answer on the page; changes are saved one after the other. */
function save(change) {
  const key = shown.key;
  const saved = queue.then(() => put(key, change));
  queue = saved;
  return saved;
}

async function put(key, change) {
  say("Saving …");
  const mark = shown.key === key ? shown : answers.find((one) => one.key === key);
  try {
    const version = change.version ?? mark.version;
    const body = { ...change, question: question.name, key, version };
    take(await call("PUT", "/api/answer", body));
    const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const marked = shown.state === "to mark" ? "no points yet" : ofPoints(shown.points);
    say(`Saved at ${time}: ${marked}. ${question.left} left.`);
    return true;
  } catch (error) {
    if (error.status === 409) showClash(change, error.data.now);
    else showMark();
    complain(error);
    return false;
  }
}

/** Take over what the gradebook has after saving. */
function take(mark) {
  if (mark.key === shown.key) shown = { ...shown, ...mark };
  answers = answers.map((one) => (one.key === mark.key ? { ...one, ...mark } : one));
  if (mark.comment && !comments.includes(mark.comment)) {
    comments = [mark.comment, ...comments];
    showComments();
  }
  $("clash").hidden = true;
  unsaved = null;
  showMark();
  showList();
  showLeft(mark.left);
}

/** Let the marker choose between the mark that somebody else has saved, and the own one. */
function showClash(change, now) {
  unsaved = { ...change, version: now.version };
  const comment = now.comment ? `, “${now.comment}”` : "";
  $("theirs").textContent = `Keep the mark in the gradebook: ${ofPoints(now.points)}${comment}`;
  $("clash").hidden = false;
}

const give = (points) => moving || save({ points });

const typed = () => $("comment").value.trim();
const isTyping = () => shown && typed() !== shown.comment.trim();

async function saveComment() {
  await queue;
  if (!isTyping()) return true;
  return save({ comment: typed() });
}

function reuse(words) {
  if (moving) return;
  const now = typed();
  if (!now.includes(words)) $("comment").value = now ? `${now}\n\n${words}` : words;
  saveComment();
}

function half() {
  const now = shown.state === "to mark" ? 0 : (shown.points ?? 0);
  const points = Number.isInteger(now) && now + 0.5 <= question.most ? now + 0.5 : now - 0.5;
  give(Math.max(points, 0));
}

async function zeroBlanks() {
  const done = await call("POST", "/api/blanks", { question: question.name });
  const key = answers[at].key;
  takeOverview(done);
  await openAnswer(
    Math.max(
      answers.findIndex((one) => one.key === key),
      0,
    ),
  );
  say(`Saved: 0 points for ${counted(done.zeroed, "blank answer")}. ${done.left} left.`);
  $("place").focus();
}

const KEYS = {
  h: half,
  p: () => $("other").focus(),
  c: () => $("comment").focus(),
  r: () => $("comments").querySelector("button")?.focus(),
  n: () => goToNextLeft(),
  j: () => go(at + 1),
  k: () => go(at - 1),
};

function onKey(event) {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (event.key === "Escape" && typing) {
    event.target.blur();
    $("place").focus();
    return;
  }
  const combined = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
  if (typing || combined || !$("keys").checked || !shown || moving) return;
  const points = /^[0-9]$/.test(event.key) ? Number(event.key) : null;
  const action = points === null ? KEYS[event.key] : () => give(points);
  if (action) {
    event.preventDefault();
    attempt(action);
  }
}

/** Do something, and say so if it fails. */
async function attempt(action) {
  try {
    await action();
  } catch (error) {
    $("work").removeAttribute("aria-busy");
    complain(error);
  }
}

const on = (id, kind, action) => $(id).addEventListener(kind, () => attempt(action));

function listen() {
  document.addEventListener("keydown", onKey);
  on("previous", "click", () => go(at - 1));
  on("next", "click", () => go(at + 1));
  on("unmarked", "click", goToNextLeft);
  on("goto", "change", () => go(Number($("goto").value)));
  on("question", "change", async () => {
    const chosen = $("question").value;
    await move(() => openQuestion(chosen));
    $("question").value = question.name;
  });
  on("comment", "change", saveComment);
  on("other", "change", () => {
    const points = $("other").valueAsNumber;
    if (Number.isNaN(points)) throw new Error("Not saved: type a number, such as 1.5.");
    return give(points);
  });
  on("remove", "click", () => save({ points: null }));
  on("confirm", "click", () => give(shown.points));
  on("blanks", "click", zeroBlanks);
  on("theirs", "click", async () => {
    await openAnswer(at);
    say("Your change was dropped; the mark in the gradebook stays.");
    $("place").focus();
  });
  on("mine", "click", async () => {
    await save(unsaved);
    $("place").focus();
  });
  on("names", "change", () => {
    showPlace();
    showList();
  });
  on("keys", "change", () => {
    localStorage.setItem(KEYS_OFF, $("keys").checked ? "" : "yes");
  });
  addEventListener("beforeunload", (event) => {
    if (isTyping()) event.preventDefault();
  });
}

async function start() {
  $("keys").checked = !localStorage.getItem(KEYS_OFF);
  listen();
  lesson = await call("GET", "/api/lesson");
  $("names-choice").hidden = lesson.blind;
  const first = lesson.questions.find((one) => one.left) ?? lesson.questions[0];
  await openQuestion(first.name);
}

attempt(start);
