import { fileURLToPath } from 'node:url';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { buildId } from './build/build-id.ts';
import { precompress } from './build/precompress.ts';
import { themeVariables } from './build/theme-variables.ts';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** messages/repairs_report.js → texts-repairs; the shell's and the kit's texts travel together. */
function messageArea(id: string): string | null {
  const area = /messages[\\/](?:[^\\/]+[\\/])*([a-z]+)_[^\\/]*$/.exec(id)?.[1];
  if (!area) {
    return null;
  }
  return area === 'shell' || area === 'ui' ? 'texts' : `texts-${area}`;
}

export default defineConfig({
  plugins: [
    // Its options are in tsr.config.json, shared with scripts/gen-routes.mjs.
    tanstackRouter(),
    react(),
    themeVariables(),
    buildId(),
    precompress(),
  ],
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
    // One stylesheet, within the budget of phones: rules never change their order with the path walked.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs, in one request that stays cached between releases.
            {
              name: 'vendor',
              test: /node_modules[\\/](react|react-dom|scheduler|openapi-fetch|@tanstack[\\/](?!react-virtual|virtual-core))[\\/]?/,
              priority: 3,
            },
            // One file of texts per area instead of one per text.
            { name: messageArea, test: /paraglide[\\/]messages[\\/]/, priority: 2 },
            // Ledgers apart: a door sign and a sign-in page need none.
            {
              name: 'lists',
              includeDependenciesRecursively: false,
              test: /react-virtual|virtual-core|src[\\/]ui[\\/](DataTable|CardList|ListView|LoadMore|lists|SortHeader|FilterBar|SearchField|use-narrow)/,
              priority: 2,
            },
            // Shared by several pages: the kit. What one page alone uses stays with that page.
            {
              name: 'kit',
              test: /node_modules[\\/](@mantine|@tabler|clsx)|src[\\/](ui|api|offline|i18n)[\\/]/,
              minShareCount: 2,
              priority: 1,
            },
          ],
        },
      },
    },
  },
});
