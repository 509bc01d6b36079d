// For kernels that run in a module. Pyodide's own loadPyodide takes the place of ours.
const loaderOf = async (address) => (await import(`${address}pyodide.mjs`)).loadPyodide;
if (!self.pythonStarts) self.obeyEarlyStart(loaderOf, (address) => import(address));
export const loadPyodide = (options) => self.startPython(loaderOf, options);
