// A JupyterLab extension, written by hand so that no build tool is needed. It adds a button that
// saves a lesson as the file to hand in, and a line that shows how far Python has loaded.

(() => {
  const NAME = "focus-on-customers-lite";
  const COMMAND = "focus-on-customers:hand-in";
  const LABEL = "Download to hand in";
  const NARROW = 760;
  let shared;

  async function sharedModule(name) {
    const versions = Object.values(shared[name]);
    return (await versions[0].get())();
  }

  // lessons/03_rater/copy.ipynb -> 03_rater.ipynb, the name that `course collect` expects.
  function handInName(path) {
    const parts = path.split("/");
    const folder = parts.length > 2 ? parts[parts.length - 2] : "";
    return folder ? `${folder}.ipynb` : parts[parts.length - 1];
  }

  // Saves that are running, by the lesson's context.
  const saves = new WeakMap();

  function watchSaves(context) {
    let end = () => {};
    context.saveState.connect((_, state) => {
      if (state !== "started") return end();
      const ended = new Promise((resolve) => {
        end = resolve;
      });
      saves.set(context, ended);
    });
  }

  // Of two saves at a time, such as this one and JupyterLab's own, the later would take the other for a
  // change by somebody else and ask whether to overwrite it.
  async function save(context) {
    await saves.get(context);
    await context.save();
  }

  async function handIn(panel) {
    await save(panel.context);
    const text = `${JSON.stringify(panel.content.model.toJSON(), null, 1)}\n`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
    link.download = handInName(panel.context.path);
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say(`Saved as ${link.download} in your downloads. Hand in that file.`, 15_000);
  }

  // Show a line at the bottom of the window, which screen readers read out. It is in the page itself.
  function say(text, milliseconds = 0) {
    const line = document.getElementById(NAME);
    line.textContent = text;
    line.hidden = !text;
    if (milliseconds) {
      setTimeout(() => line.textContent === text && say(""), milliseconds);
    }
  }

  const MEGABYTE = 1024 * 1024;

  // The kernel loads these files too; the second request is answered from the browser's cache.
  async function watchLoading(app, files) {
    let done = 0,
      loaded = 0,
      ready = false;
    const total = files.reduce((sum, [, bytes]) => sum + bytes, 0);
    const tell = () => {
      if (ready) return;
      const part = total
        ? `${(loaded / MEGABYTE).toFixed(0)} of ${(total / MEGABYTE).toFixed(0)} MB`
        : `${done} of ${files.length} files`;
      say(
        done < files.length
          ? `Python is loading: ${part}. You can read in the meantime.`
          : "Python is starting. You can read in the meantime.",
      );
    };
    tell();
    const isReady = whenReady(app).then(() => {
      ready = true;
      const seconds = (performance.now() / 1000).toFixed(0);
      say(`Python is ready after ${seconds} s. Run a cell with Shift+Enter.`, 8_000);
    });
    await Promise.all(
      files.map(async ([address, bytes]) => {
        try {
          const answer = await fetch(new URL(address, siteAddress()));
          for (const reader = answer.body.getReader(); ; ) {
            const { done: end, value } = await reader.read();
            if (end) break;
            loaded += bytes ? value.length : 0;
            tell();
          }
        } catch {
          // The kernel will report files that cannot be loaded.
        }
        done += 1;
        tell();
      }),
    );
    await isReady;
  }

  // On later visits Python starts from what start_python.js keeps, and loads none of these.
  async function filesToLoad() {
    const cache = await globalThis.caches?.open("focus-on-customers-python").catch(() => undefined);
    if (cache && (await cache.keys()).length) return [];
    const answer = await fetch(new URL("static/pyodide/files.json", siteAddress()));
    return answer.json();
  }

  function siteAddress() {
    const config = document.getElementById("jupyter-config-data");
    const root = config && JSON.parse(config.textContent || "{}").baseUrl;
    return new URL(root || "../", location.href);
  }

  // Python is ready once it has answered a first, silent request; cells wait for it too.
  function whenReady(app) {
    return new Promise((resolve) => {
      const seen = new Set();
      setInterval(() => {
        const kernel = app.shell.currentWidget?.sessionContext?.session?.kernel;
        if (!kernel || seen.has(kernel.id)) return;
        seen.add(kernel.id);
        kernel
          .requestExecute({ code: "", silent: true, store_history: false })
          .done.then(resolve, () => seen.delete(kernel.id));
      }, 250);
    });
  }

  // JupyterLite drops the path from the address. Put it back, so that reloading the page or a
  // bookmark opens the same lesson.
  function keepAddress(app) {
    const path = app.shell.currentWidget?.context?.path;
    if (path?.endsWith(".ipynb")) {
      const address = new URL("lab/index.html", siteAddress());
      address.searchParams.set("path", path);
      history.replaceState(history.state, "", address);
    }
  }

  const withButton = new WeakSet();

  function addButton(panel, Widget) {
    if (!panel?.context?.path?.endsWith(".ipynb") || !panel.toolbar || withButton.has(panel))
      return;
    withButton.add(panel);
    watchSaves(panel.context);
    const button = document.createElement("button");
    button.textContent = LABEL;
    button.title = "Save this lesson and download it with the right name for handing in";
    button.className = "jp-ToolbarButtonComponent";
    button.style.cssText =
      "font: inherit; margin-left: 8px; padding: 0 8px; cursor: pointer; background: var(--jp-layout-color1);" +
      "color: var(--jp-ui-font-color1); border: 1px solid var(--jp-border-color1)";
    button.addEventListener("click", () => handIn(panel));
    const node = document.createElement("div");
    node.append(button);
    panel.toolbar.addItem("hand-in", new Widget({ node }));
  }

  // JupyterLab leaves the focus in its list of files, where Shift+Enter runs nothing.
  function focusLesson(app) {
    const panel = app.shell.currentWidget;
    const focused = document.activeElement;
    if (panel?.content?.model?.cells && (focused === document.body || focused?.closest(FILES)))
      app.shell.activateById(panel.id);
  }

  const FILES = ".jp-DirListing, .jp-FileBrowser";

  const plugin = {
    id: `${NAME}:plugin`,
    autoStart: true,
    activate: (app, palette) => {
      app.commands.addCommand(COMMAND, {
        label: LABEL,
        isEnabled: () => Boolean(app.shell.currentWidget?.content?.model?.cells),
        execute: () => handIn(app.shell.currentWidget),
      });
      palette?.addItem({ command: COMMAND, category: "Lesson" });
      navigator.storage?.persist?.();
      app.restored.then(async () => {
        const { Widget } = await sharedModule("@lumino/widgets");
        const look = () => {
          keepAddress(app);
          addButton(app.shell.currentWidget, Widget);
          app.shell.currentWidget?.context?.ready.then(() =>
            setTimeout(() => focusLesson(app), 300),
          );
        };
        app.shell.currentChanged.connect(look);
        look();
        // On a phone the list of files would leave the lesson no room.
        if (window.innerWidth < NARROW) app.shell.collapseLeft?.();
        await watchLoading(app, await filesToLoad());
        focusLesson(app);
      });
    },
  };

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB[NAME] = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => {
      const { ICommandPalette } = await sharedModule("@jupyterlab/apputils");
      plugin.optional = [ICommandPalette];
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
