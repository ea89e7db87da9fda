import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { figureFiles, figureNames, revision } from './figure-files.ts';

const alias = { $lib: '/src/lib' };

/** What `make` packed for devices to go on without the server; without it, the app needs its server. */
const PACK = fileURLToPath(new URL('device-pack.json', import.meta.url));
const devicePack = existsSync(PACK) ? readFileSync(PACK, 'utf8') : 'null';

/** Not part of the app that opens: what comes later, into a cache of its own, and what is there to be read. */
const NOT_THE_APP = /^(device|figure|licences)\/|^sw\.js$/;

/** Builds the service worker when everything else is there, with the list of what it keeps. */
function serviceWorker(define: Record<string, string>): Plugin {
  let outDir = '';
  return {
    name: 'lumbar:service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      const files = readdirSync(outDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(outDir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
        .filter((name) => !NOT_THE_APP.test(name))
        .sort()
        .map((name) => ({ url: `/${name}`, revision: name.startsWith('assets/') ? null : revision(join(outDir, name)) }));
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: { ...define, __APP_FILES__: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
        resolve: { alias },
        build: {
          outDir,
          emptyOutDir: false,
          target: 'es2022',
          rolldownOptions: { checks: { pluginTimings: false } },
          lib: { entry: 'src/sw.ts', formats: ['iife'], name: 'sw', fileName: () => 'sw.js' },
        },
      });
    },
  };
}

export default defineConfig(({ command }) => {
  const define = { __DEVICE_PACK__: devicePack, __FIGURE_FILES__: figureFiles(command) };
  return {
    plugins: [svelte(), figureNames(), serviceWorker(define)],
    resolve: { alias },
    define,
    worker: { format: 'es' },
    build: {
      outDir: '../src/lumbar/web/static',
      emptyOutDir: true,
      // The content policy allows fonts and images from our own address only, so nothing is inlined as data:.
      assetsInlineLimit: 0,
      target: 'es2022',
      // They count building the worker and the service worker as slowness of a plugin.
      rolldownOptions: { checks: { pluginTimings: false } },
    },
    server: { proxy: { '/api': 'http://127.0.0.1:8700' } },
    test: { include: ['src/**/*.test.ts'], environment: 'node', css: true },
  };
});
