// Starts Python for the kernel. On the first visit the packages come as wheels. What they were
// unpacked and compiled to is then kept in the browser, so that later visits need not do it again.

(() => {
  const KEPT = "focus-on-customers-python";
  // By then the first cells have run; compiling in between takes about a second.
  const KEEP_AFTER = 10_000;

  // Starts Python once in a worker, however often it is asked. `loaderOf` finds Pyodide's own
  // loadPyodide, `runtimeURL` is the address of its folder, `digest` changes whenever the packages do.
  self.startPython = (loaderOf, { stdout, ...options }) => {
    self.pythonStarts ??= start(loaderOf, options);
    return self.pythonStarts.then((python) => {
      if (stdout) python.setStdout({ batched: stdout });
      return python;
    });
  };

  async function start(loaderOf, { runtimeURL, digest, wanted, ...options }) {
    const kept = await whatIsKept(digest);
    const load = await loaderOf(runtimeURL);
    const python = await load({
      ...options,
      indexURL: runtimeURL,
      packages: kept ? [] : wanted,
      ...(kept ? { stdLibURL: URL.createObjectURL(kept.library) } : {}),
    });
    if (kept) {
      await unpackKept(python, kept.packages).catch(async () => {
        await caches.delete(KEPT);
        await python.loadPackage(wanted);
      });
    } else {
      python.runPython("import sys; sys.dont_write_bytecode = False");
      setTimeout(() => keepPython(python, digest).catch(console.warn), KEEP_AFTER);
    }
    python.runPython(IMPORT);
    python.runPython("import sys; sys.dont_write_bytecode = True");
    return python;
  }

  // start_early.js runs this script as a worker of its own. It sends the settings, and later the
  // script of the kernel, which takes over. Until that script listens, its messages wait.
  self.obeyEarlyStart = (loaderOf, loadScript) => {
    const waiting = [];
    let isEarly = false;
    async function listen(event) {
      const { pythonSettings, kernelScript } = event.data ?? {};
      if (pythonSettings) {
        isEarly = true;
        self.startPython(loaderOf, pythonSettings);
      } else if (kernelScript) {
        await loadScript(kernelScript);
        self.removeEventListener("message", listen);
        for (const { data, ports } of waiting)
          self.dispatchEvent(new MessageEvent("message", { data, ports: [...ports] }));
      } else if (isEarly) {
        waiting.push(event);
      }
    }
    self.addEventListener("message", listen);
  };

  function addressOf(digest, name) {
    return new URL(`/${KEPT}/${digest}/${name}`, self.location.origin).href;
  }

  // A private window may not allow a cache at all.
  async function whatIsKept(digest) {
    try {
      const [library, packages] = await Promise.all(
        ["library.zip", "packages"].map(async (name) =>
          (await caches.match(addressOf(digest, name)))?.blob(),
        ),
      );
      return library && packages ? { library, packages } : undefined;
    } catch {
      return undefined;
    }
  }

  // The archive is the length of its index, the index as JSON, and the files one after another:
  // first those that imports read, which are loaded together, then those that hardly anybody reads.
  async function unpackKept(python, archive) {
    const length = new DataView(await archive.slice(0, 4).arrayBuffer()).getUint32(0, true);
    const index = JSON.parse(await archive.slice(4, 4 + length).text());
    const files = archive.slice(4 + length);
    const read = new Uint8Array(await files.slice(0, index.read).arrayBuffer());
    const { FS } = python;
    const folders = index.folders.map((folder) => {
      FS.mkdirTree(folder);
      return FS.lookupPath(folder).node;
    });
    let start = 0;
    for (const [folder, name, size] of index.files) {
      const parent = folders[folder];
      const file = parent.node_ops.mknod(parent, name, 0o100644, 0);
      const end = start + size;
      if (end <= index.read) file.contents = read.subarray(start, end);
      else readWhenAsked(file, files, start, end);
      file.usedBytes = size;
      start = end;
    }
    Object.assign(python.loadedPackages, index.loaded);
    python.runPython("import importlib; importlib.invalidate_caches()");
  }

  function readWhenAsked(file, files, start, end) {
    const settle = (value) =>
      Object.defineProperty(file, "contents", { value, writable: true, configurable: true });
    Object.defineProperty(file, "contents", {
      configurable: true,
      get: () => {
        const part = files.slice(start, end);
        settle(new Uint8Array(new FileReaderSync().readAsArrayBuffer(part)));
        return file.contents;
      },
      set: settle,
    });
  }

  async function keepPython(python, digest) {
    const library = await python.runPythonAsync(COMPILE_LIBRARY);
    const folders = JSON.parse(python.runPython(LIST_FOLDERS));
    const found = folders.flatMap((folder, place) =>
      Object.entries(python.FS.lookupPath(folder).node.contents)
        .filter(([, node]) => python.FS.isFile(node.mode))
        .map(([name, node]) => [place, name, contentOf(name, node)]),
    );
    const isRead = ([, name]) => /\.(pyc|so)$/.test(name);
    const all = [...found.filter(isRead), ...found.filter((file) => !isRead(file))];
    const index = {
      loaded: { ...python.loadedPackages },
      folders,
      read: found.filter(isRead).reduce((sum, [, , content]) => sum + content.length, 0),
      files: all.map(([place, name, content]) => [place, name, content.length]),
    };
    const head = new TextEncoder().encode(JSON.stringify(index));
    const length = new DataView(new ArrayBuffer(4));
    length.setUint32(0, head.length, true);
    const archive = new Blob([length, head, ...all.map(([, , content]) => content)]);
    const cache = await caches.open(KEPT);
    for (const request of await cache.keys()) await cache.delete(request);
    await cache.put(addressOf(digest, "packages"), new Response(archive));
    await cache.put(addressOf(digest, "library.zip"), new Response(new Blob([library.toJs()])));
    library.destroy();
  }

  function contentOf(name, node) {
    const content = node.contents?.subarray(0, node.usedBytes) ?? new Uint8Array();
    if (!name.endsWith(".pyc")) return content;
    // Compiled code says here how it is compared with its source: 1 is not at all. The times of the
    // sources are not kept.
    const unchecked = content.slice();
    unchecked[4] = 1;
    return unchecked;
  }

  // What the kernel and the lessons import. Later, each import would look for a file beside the
  // notebook first, which takes a message to the page and back. The installer is seldom used and
  // slow to import, so it waits until a cell asks for it.
  const IMPORT = `
def put_off(name):
    import importlib.util, sys

    package = importlib.util.module_from_spec(importlib.util.find_spec(name))
    sys.modules[name] = package
    spec = importlib.util.find_spec(f"{name}.{name}")
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    setattr(package, name, module)
    package.__getattr__ = lambda wanted: getattr(module, wanted)

put_off("piplite")
del put_off
for module in (
    "pyodide_kernel",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "pandas.io.formats.html",
    "grading_helpers.checking.examine",
    "grading_helpers.cards.quiz_card",
    "grading_helpers.cards.summary_card",
    "grading_helpers.cards.backup_card",
):
    try:
        __import__(module)
    except Exception:
        pass  # The cell that needs it will say so.
`;

  const LIST_FOLDERS = `
import json, os, sysconfig
json.dumps([
    folder
    for root in (sysconfig.get_path("purelib"), "/etc/ipython")
    for folder, _, _ in os.walk(root)
])
`;

  // Python imports its standard library from a zip file, and takes compiled code that lies there.
  const COMPILE_LIBRARY = `
import asyncio, importlib.util, io, marshal, sys, zipfile
from zipimport import zipimporter

async def compiled_library():
    [path] = {path for path in sys.path if path.endswith(".zip")}
    out = io.BytesIO()
    head = importlib.util.MAGIC_NUMBER + b"\\x01\\0\\0\\0" + bytes(8)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        for module in list(sys.modules.values()):
            spec = getattr(module, "__spec__", None)
            if spec and isinstance(spec.loader, zipimporter) and spec.loader.archive == path:
                await asyncio.sleep(0)
                code = marshal.dumps(spec.loader.get_code(spec.name))
                new.writestr(spec.origin[len(path) + 1 :] + "c", head + code)
    return out.getvalue()

await compiled_library()
`;
})();
