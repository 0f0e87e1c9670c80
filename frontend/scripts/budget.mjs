// Weighs the first load of the pages that matter most from the built files: `node scripts/budget.mjs` after `npm run build`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** KB gz for one page with nothing cached. */
const LIMITS = { js: 165, css: 20 };
/** The route files that are on the screen together. */
const PAGES = {
  'sign-in': ['sign-in'],
  'door sign': ['s.$code'],
  report: ['_app', '_app/repairs/new'],
  home: ['_app', '_app/index'],
};
/** index.html, boot.js, boot.css, icon.svg: asked for by every page before any of the files below. */
const DOCUMENT = 4;

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const keys = Object.keys(manifest);
const entry = keys.find((key) => manifest[key].isEntry);

/** A chunk with all it imports; what it imports later, on demand, is not part of the first load. */
function add(key, files) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`the build knows no ${key}`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const next of chunk.imports ?? []) add(next, files);
}

/** All parts of a route (its page, its error page): the router fetches them together. */
function partsOf(route) {
  const parts = keys.filter((key) => key.startsWith(`src/routes/${route}.tsx?tsr-split=`));
  if (parts.length === 0) throw new Error(`the build knows no route ${route}`);
  return parts;
}

const sizes = new Map();
function kilobytes(file) {
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const size = gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length / 1000;
  sizes.set(file, size);
  return size;
}

let over = false;
for (const [page, routes] of Object.entries(PAGES)) {
  const files = new Set();
  for (const key of [entry, ...routes.flatMap(partsOf)]) add(key, files);
  const sums = { js: 0, css: 0 };
  for (const file of files) sums[file.endsWith('.css') ? 'css' : 'js'] += kilobytes(file);
  over ||= sums.js > LIMITS.js || sums.css > LIMITS.css;
  console.log(
    `${page.padEnd(10)} JS ${sums.js.toFixed(1)} KB, CSS ${sums.css.toFixed(1)} KB gz, ${files.size + DOCUMENT} requests`,
  );
  if (process.argv.includes('--files')) {
    for (const file of files) console.log(`  ${kilobytes(file).toFixed(1).padStart(6)}  ${file}`);
  }
}
if (over) {
  console.error(`over budget: JS ${LIMITS.js}, CSS ${LIMITS.css} KB gz`);
  process.exit(1);
}
