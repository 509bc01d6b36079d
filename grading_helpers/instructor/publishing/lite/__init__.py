"""The course as a static site that runs in the browser with JupyterLite and Pyodide."""
