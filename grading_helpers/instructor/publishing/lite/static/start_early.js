// Starts Python while JupyterLab is still loading. The kernel asks for a worker some seconds later
// and is given this one, in which start_python.js has already begun.

(() => {
  const GIVE_UP_AFTER = 60_000;
  const { script, type, options } = JSON.parse(document.currentScript.dataset.python);
  const lesson = new URL(location.href).searchParams.get("path");
  // Such pages use another worker.
  if (crossOriginIsolated || !lesson?.endsWith(".ipynb")) return;

  const site = new URL("../", location.href);
  const settings = Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      name.endsWith("URL") ? new URL(value, site).href : value,
    ]),
  );
  let early = new Worker(new URL(script, site), { type });
  early.postMessage({ pythonSettings: settings });

  window.Worker = new Proxy(Worker, {
    construct(Ordinary, [address, ...rest]) {
      if (!early || !String(address).includes("/pyodide-kernel-extension/"))
        return new Ordinary(address, ...rest);
      const started = early;
      early = undefined;
      filesAreServed().then(() => started.postMessage({ kernelScript: String(address) }));
      return started;
    },
  });

  // Python reads the lesson's folder through a service worker. Until that controls the page, such a
  // request would reach the web server instead, which refuses it, and the kernel would never start.
  function filesAreServed() {
    const { serviceWorker } = navigator;
    if (!serviceWorker || serviceWorker.controller) return Promise.resolve();
    return new Promise((resolve) => {
      serviceWorker.addEventListener("controllerchange", resolve, { once: true });
      setTimeout(resolve, GIVE_UP_AFTER);
    });
  }
})();
