// Runs readings.py under Pyodide, in Node: node check_in_pyodide.mjs SITE ANSWERS OUT
// SITE is the site's folder of packages, ANSWERS a JSON file, OUT gets a line for each answer.
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [packages, answers, out] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(packages, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: packages, packageCacheDir: packages });
await python.loadPackage(["focus-on-customers", "ipython"], { messageCallback: () => {} });

const script = join(dirname(fileURLToPath(import.meta.url)), "readings.py");
python.FS.writeFile("/home/pyodide/readings.py", readFileSync(script));
python.globals.set("given", readFileSync(answers, "utf-8"));
writeFileSync(out, "");
python.globals.set("tell", (line) => appendFileSync(out, line + "\n"));
await python.runPythonAsync(`
import json, sys
sys.path.insert(0, "/home/pyodide")
from readings import readings
for line in readings(json.loads(given)):
    tell(line)
`);
process.exit(0);
