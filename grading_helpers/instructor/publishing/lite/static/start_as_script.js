// For kernels that run in a script. Pyodide's own loadPyodide takes the place of ours.
{
  const loaderOf = (address) => {
    importScripts(`${address}pyodide.js`);
    return self.loadPyodide;
  };
  self.loadPyodide = (options) => self.startPython(loaderOf, options);
  if (!self.pythonStarts) self.obeyEarlyStart(loaderOf, (address) => importScripts(address));
}
