// Weighs the first load of a route from the built files: `node scripts/budget.mjs` after `npm run build`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** KB gz. The sign-in page is the floor of every page's first load. */
const LIMITS = { js: 165, css: 20 };
const ENTRIES = ['src/app/main.tsx', 'src/routes/sign-in.tsx?tsr-split=component'];

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const files = new Set();

function add(key) {
  const chunk = manifest[key];
  if (!chunk || files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const next of chunk.imports ?? []) add(next);
}

const html = 'index.html' in manifest ? ['index.html'] : [];
for (const key of [...html, ...ENTRIES]) add(key);
// One stylesheet for all pages (vite.config.ts, cssCodeSplit).
for (const chunk of Object.values(manifest)) if (chunk.file.endsWith('.css')) files.add(chunk.file);

const sums = { js: 0, css: 0 };
for (const file of files) {
  const kind = file.endsWith('.css') ? 'css' : 'js';
  const size = gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length / 1000;
  sums[kind] += size;
  console.log(`${size.toFixed(1).padStart(7)} KB gz  ${file}`);
}
console.log(
  `sign-in: ${files.size} files, JS ${sums.js.toFixed(1)} KB, CSS ${sums.css.toFixed(1)} KB gz`,
);
if (sums.js > LIMITS.js || sums.css > LIMITS.css) {
  console.error(`over budget: JS ${LIMITS.js}, CSS ${LIMITS.css} KB gz`);
  process.exit(1);
}
