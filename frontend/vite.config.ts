import { fileURLToPath } from 'node:url';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { buildId } from './build/build-id.ts';
import { CHUNK_GROUPS } from './build/chunk-groups.ts';
import { className } from './build/class-names.ts';
import { noCycles } from './build/no-cycles.ts';
import { pdfParts } from './build/pdf-parts.ts';
import { precompress } from './build/precompress.ts';
import { themeVariables } from './build/theme-variables.ts';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "font-src 'self'",
  "media-src 'self' blob:",
  "manifest-src 'self'",
  "worker-src 'self' blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export default defineConfig({
  plugins: [
    // Its options are in tsr.config.json, shared with scripts/gen-routes.mjs.
    tanstackRouter({
      // A page and its error page in one file: the router fetches both anyway.
      codeSplittingOptions: {
        defaultBehavior: [['component', 'errorComponent', 'notFoundComponent']],
        // What a page of the office asks the server for comes with that page; a door and the first page ask at once.
        splitBehavior: ({ routeId }) =>
          routeId.startsWith('/_app/') && routeId !== '/_app/'
            ? [['loader', 'component', 'errorComponent', 'notFoundComponent']]
            : undefined,
      },
    }),
    react(),
    themeVariables(),
    noCycles(),
    pdfParts(),
    buildId(),
    precompress(),
  ],
  css: { modules: { generateScopedName: className } },
  resolve: {
    alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) },
  },
  server: {
    port: 5173,
    // Same origin as in production, so the session cookie behaves the same.
    proxy: { '/api': { target: 'http://127.0.0.1:8080', changeOrigin: false } },
  },
  // `vite preview` shows dist under the policy the server sends, so that a violation shows early.
  preview: { headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } },
  build: {
    // The browser floor of docs: below it, /boot.js shows a plain notice instead.
    target: ['chrome109', 'safari16.4'],
    assetsDir: 'assets',
    // Read by scripts/budget.mjs.
    manifest: true,
    // Every inlined asset would be a data: URL, and the policy allows those for images only.
    assetsInlineLimit: 0,
    // A stylesheet beside each page: one for all of them is more than a phone should wait for.
    cssCodeSplit: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Groups that follow the pages are named after all of them: too long for a file.
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        assetFileNames: ({ names }) =>
          `assets/${(names[0] ?? '').replace(/(~.*)?\.[^.]*$/, '')}-[hash][extname]`,
        codeSplitting: {
          groups: CHUNK_GROUPS,
        },
      },
    },
  },
});
