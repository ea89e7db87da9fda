/**
 * The figure's files, as they were baked into public/figure: in the built app under names that change with their
 * content. So a file that a device has is the right one, and an update brings only those that changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join, parse, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const BAKED = fileURLToPath(new URL('public/figure/', import.meta.url));
/** None where nothing was baked; what begins with a dot is for make. */
const names = existsSync(BAKED) ? readdirSync(BAKED).filter((name) => !name.startsWith('.')) : [];

export const revision = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 12);

function builtName(name: string): string {
  const { name: stem, ext } = parse(name);
  return `${stem}-${revision(join(BAKED, name))}${ext}`;
}

/** Return the address and size of each file, as JSON; from sources they are served as they are. */
export function figureFiles(command: 'build' | 'serve'): string {
  const served = command === 'build' ? builtName : (name: string) => name;
  const file = (name: string) => ({ url: `/figure/${served(name)}`, bytes: statSync(join(BAKED, name)).size });
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, file(name)])));
}

/** Gives the files in the built app the names it asks for. */
export function figureNames(): Plugin {
  let folder = '';
  return {
    name: 'lumbar:figure-names',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir, 'figure');
    },
    writeBundle() {
      for (const name of names) renameSync(join(folder, name), join(folder, builtName(name)));
    },
  };
}
