// Holds the texts: both languages have the same keys and placeholders, keys carry the name of their
// file, every key is used, and no component holds a sentence of its own. Paraglide itself accepts a missing key.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const BASE = 'zh-CN';
const failures = [];

function messages(locale, file) {
  return JSON.parse(readFileSync(join('messages', locale, file), 'utf8'));
}

/** "{count} of {total}" → "count,total" */
function placeholders(text) {
  return [...String(text).matchAll(/\{(\w+)\}/g)]
    .map((match) => match[1])
    .sort()
    .join(',');
}

function compareLocale(locale, file) {
  const base = messages(BASE, file);
  const other = messages(locale, file);
  const area = file.replace('.json', '_');
  for (const key of Object.keys(base)) {
    if (!key.startsWith(area)) failures.push(`${file}: ${key} must begin with ${area}`);
    if (!(key in other)) failures.push(`${locale}/${file}: ${key} is missing`);
    else if (placeholders(base[key]) !== placeholders(other[key]))
      failures.push(`${locale}/${file}: ${key} has other placeholders than ${BASE}`);
  }
  for (const key of Object.keys(other)) {
    if (!(key in base)) failures.push(`${locale}/${file}: ${key} is not in ${BASE}`);
  }
}

function sources(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter(
      (name) =>
        /\.tsx?$/.test(name) && !/paraglide|\.test\.|routeTree|\.d\.ts$|src\/test\//.test(name),
    );
}

const CJK = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;
/** Two words beginning with a letter: a sentence, not an identifier or a unit. */
const SENTENCE = /[A-Za-z]{2,}\s+[A-Za-z]{2,}/;
const SPOKEN_ATTRIBUTES = new Set([
  'aria-label',
  'title',
  'placeholder',
  'label',
  'alt',
  'description',
  'text',
]);

/** What is wrong with this node, or null. */
function complaint(node) {
  if (isText(node)) return CJK.test(node.getText()) ? 'Chinese text belongs into messages/' : null;
  if (ts.isJsxText(node))
    return CJK.test(node.text) || /[A-Za-z]{2,}/.test(node.text)
      ? 'text belongs into messages/'
      : null;
  if (ts.isJsxAttribute(node) && SPOKEN_ATTRIBUTES.has(node.name.getText())) {
    const value = node.initializer;
    return value && ts.isStringLiteral(value) && SENTENCE.test(value.text)
      ? 'text belongs into messages/'
      : null;
  }
  return null;
}

function isText(node) {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node)
  );
}

function checkLiterals(path, text) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const report = (node, what) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    failures.push(`${path}:${line + 1}: ${what}: ${node.getText().trim().slice(0, 50)}`);
  };
  const visit = (node) => {
    const what = complaint(node);
    if (what) report(node, what);
    ts.forEachChild(node, visit);
  };
  visit(file);
}

const files = readdirSync(join('messages', BASE));
const used = new Set();
for (const file of files) {
  for (const locale of readdirSync('messages')) compareLocale(locale, file);
}
for (const path of sources('src')) {
  const text = readFileSync(path, 'utf8');
  for (const [, key] of text.matchAll(/\bm\.(\w+)/g)) used.add(key);
  checkLiterals(path, text);
}
for (const file of files) {
  for (const key of Object.keys(messages(BASE, file))) {
    if (!used.has(key)) failures.push(`${file}: ${key} is used nowhere`);
  }
}

for (const failure of failures) console.error(failure);
process.exit(failures.length > 0 ? 1 : 0);
