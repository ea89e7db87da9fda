import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: { $lib: '/src/lib' } },
  build: {
    outDir: '../src/lumbar/web/static',
    emptyOutDir: true,
    // The content policy allows fonts and images from our own address only, so nothing is inlined as data:.
    assetsInlineLimit: 0,
    target: 'es2022',
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8700' } },
  test: { include: ['src/**/*.test.ts'], environment: 'node', css: true },
});
