/**
 * Packs what a device needs to answer without a server: Python for the browser, and our wheel.
 *
 *     node tools/device_pack.mjs WHEEL FOLDER LIST
 *
 * Writes the files into the folder, under names that change with their content, and a list of them, which is built
 * into the app: so the app and what answers in the server's place are always of one build.
 * Modules are compiled here, by the very Python that will load them: from source a device starts three times as slowly.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPyodide, version } from '../frontend/node_modules/pyodide/pyodide.mjs';

const RUNTIME = fileURLToPath(new URL('../frontend/node_modules/pyodide/', import.meta.url));
const STDLIB = 'python_stdlib.zip';
const AS_THEY_ARE = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'pyodide-lock.json'];

/** Tools for programmers, networks, mail and terminals, and second copies in Python of what is built in. */
const LEFT_OUT = [
  '_pydatetime', '_pydecimal', '_pyio', '_pyrepl', 'bdb', 'cProfile', 'cmd', 'code', 'configparser', 'ctypes', 'dbm',
  'difflib', 'doctest', 'email', 'ensurepip', 'ftplib', 'html', 'http', 'imaplib', 'mailbox', 'modulefinder',
  'multiprocessing', 'optparse', 'pdb', 'pickletools', 'plistlib', 'poplib', 'profile', 'pstats', 'pyclbr', 'pydoc',
  'pydoc_data', 'smtplib', 'socketserver', 'sqlite3', 'tabnanny', 'tarfile', 'trace', 'turtle', 'unittest', 'venv',
  'wave', 'webbrowser', 'wsgiref', 'xml', 'xmlrpc',
];

const COMPILE = `
import py_compile
import zipfile
from pathlib import Path

AS_COMPILED = py_compile.PycInvalidationMode.UNCHECKED_HASH

def compiled(source, target, left_out):
    with zipfile.ZipFile(source) as found, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name in sorted(found.namelist()):
            top = name.partition("/")[0].removesuffix(".py")
            if name.endswith("/") or top in left_out:
                continue
            content = found.read(name)
            if name.endswith(".py"):
                Path("/tmp/source.py").write_bytes(content)
                py_compile.compile("/tmp/source.py", "/tmp/made.pyc", name, doraise=True, invalidation_mode=AS_COMPILED)
                name, content = name + "c", Path("/tmp/made.pyc").read_bytes()
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
`;

const [wheel, folder, list] = process.argv.slice(2);
const python = await loadPyodide();
python.runPython(COMPILE);

function compiled(archive, leftOut) {
  python.FS.writeFile('/tmp/source.zip', readFileSync(archive));
  python.globals.get('compiled')('/tmp/source.zip', '/tmp/made.zip', python.toPy(leftOut));
  return Buffer.from(python.FS.readFile('/tmp/made.zip'));
}

const marked = (...contents) => {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest('hex').slice(0, 12);
};

const runtime = [
  ...AS_THEY_ARE.map((name) => [name, readFileSync(join(RUNTIME, name))]),
  [STDLIB, compiled(join(RUNTIME, STDLIB), LEFT_OUT)],
];
const ours = compiled(wheel, []);
const under = `pyodide-${version}-${marked(...runtime.map(([, content]) => content))}`;
const named = `lumbar-${marked(ours)}.whl`;
const files = [...runtime.map(([name, content]) => [`${under}/${name}`, content]), [named, ours]];

rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, under), { recursive: true });
for (const [name, content] of files) writeFileSync(join(folder, name), content);
const pack = {
  runtime: `/device/${under}/`,
  wheel: `/device/${named}`,
  files: files.map(([name, content]) => ({ url: `/device/${name}`, bytes: content.length })),
};
writeFileSync(list, `${JSON.stringify(pack, null, 2)}\n`);
