// Runs Python source in Pyodide, with the pack a device loads: `node pyodide.mjs FOLDER LIST PROGRAM INPUT` prints
// what PROGRAM's `answer(text)` returns.
import { readFileSync } from 'node:fs';

const [folder, list, program, input] = process.argv.slice(2);
const pack = JSON.parse(readFileSync(list, 'utf8'));
const at = (url) => url.replace('/device', folder);
const { loadPyodide } = await import(`${at(pack.runtime)}pyodide.mjs`);
const python = await loadPyodide({ indexURL: at(pack.runtime) });
python.unpackArchive(new Uint8Array(readFileSync(at(pack.wheel))), 'wheel');
python.runPython(readFileSync(program, 'utf8'));
process.stdout.write(python.globals.get('answer')(readFileSync(input, 'utf8')));
