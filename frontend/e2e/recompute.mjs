// An auditor's own program: computes an exported ledger anew from the value events of the audit package, and says where they differ.
// It shares no line with the product and none with the other tests: `node recompute.mjs ledger.zip package.zip`.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const ELSEWHERE = 0xffffffff;
const AMOUNTS = ['quantity', 'value', 'worn'];

/** The numbers that did not fit into four bytes, in their order. */
function wide(extra) {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1) {
      const count = Math.floor(extra.readUInt16LE(at + 2) / 8);
      return Array.from({ length: count }, (_, n) => Number(extra.readBigUInt64LE(at + 4 + 8 * n)));
    }
  }
  return [];
}

/** The files of an archive by name, read by its directory. */
function filesOf(zip) {
  const files = new Map();
  let at = zip.readUInt32LE(zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1')) + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const large = wide(zip.subarray(at + 46 + name, at + 46 + name + extra));
    const [size, packed, local] = [24, 20, 42].map((field) => {
      const short = zip.readUInt32LE(at + field);
      return short === ELSEWHERE ? large.shift() : short;
    });
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(from, from + packed);
    const whole = zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes;
    const called = zip.toString('utf8', at + 46, at + 46 + name);
    if (whole.length !== size) throw new Error(`${called} is ${whole.length} bytes, not ${size}`);
    files.set(called, whole);
    at += 46 + name + extra + comment;
  }
  return files;
}

/** The rows of a CSV file below its heads, by the keys that the manifest gives the columns. */
function table(bytes, keys) {
  const text = bytes.toString('utf8').replace(/^\u{feff}/u, '');
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g,
  )) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  const whole = rows.filter((row) => row.length === keys.length).slice(1);
  return whole.map((row) => Object.fromEntries(keys.map((key, at) => [key, row[at]])));
}

/** `-12.5` as a whole number of the smallest unit. */
function exact(text, decimals) {
  const [whole, part = ''] = (text || '0').split('.');
  return BigInt(whole + part.padEnd(decimals, '0'));
}

const amounts = (quantity, value, worn) => ({
  quantity: exact(quantity, 3),
  value: exact(value, 2),
  worn: exact(worn, 2),
});

/** What events come to, by whatever a card has. */
function summed(events, key) {
  const found = {};
  for (const event of events) {
    const into = found[key(event)] ?? amounts('0', '0', '0');
    found[key(event)] = into;
    const more = amounts(event.quantity, event.original_value, event.accumulated_depreciation);
    for (const amount of AMOUNTS) into[amount] += more[amount];
  }
  return found;
}

const some = (all) =>
  Object.entries(all).filter(([, one]) => AMOUNTS.some((amount) => one[amount] !== 0n));
const plain = (_, value) => (typeof value === 'bigint' ? value.toString() : value);

/** Sentences about what one says and the other does not. */
function differ(what, found, expected, which = AMOUNTS) {
  const [says, is] = [Object.fromEntries(some(found)), Object.fromEntries(some(expected))];
  const told = (one) =>
    JSON.stringify(
      which.map((amount) => one?.[amount] ?? 0n),
      plain,
    );
  return [...new Set([...Object.keys(says), ...Object.keys(is)])]
    .filter((key) => told(says[key]) !== told(is[key]))
    .map((key) => `${what} ${key}: ${told(says[key])}, its events say ${told(is[key])}`);
}

/** Files that are not what their manifest says. */
function broken(files, manifest) {
  return manifest.files
    .filter(({ name, bytes, sha256 }) => {
      const file = files.get(name) ?? Buffer.alloc(0);
      const hash = createHash('sha256').update(file).digest('hex');
      return file.length !== bytes || hash !== sha256;
    })
    .map(({ name }) => `${name} is not what its manifest says`);
}

/** The general ledger: its closing, its opening, and that what came and went lies between them. */
function general(rows, manifest, events, code) {
  const until = summed(
    events.filter((event) => event.effective_on <= manifest.as_of),
    code,
  );
  const before = summed(
    events.filter((event) => event.effective_on < manifest.from),
    code,
  );
  const side = (row, name) => amounts(row[`${name}_quantity`], row[`${name}_value`], '0');
  const by = (of) => Object.fromEntries(rows.map((row) => [row.category_code, of(row)]));
  const closing = by((row) => ({
    ...side(row, 'closing'),
    worn: exact(row.accumulated_depreciation, 2),
  }));
  const opening = by((row) => side(row, 'opening'));
  const uneven = rows.filter((row) =>
    ['quantity', 'value'].some(
      (amount) =>
        side(row, 'opening')[amount] +
          side(row, 'increase')[amount] -
          side(row, 'decrease')[amount] !==
        side(row, 'closing')[amount],
    ),
  );
  return [
    ...differ('closing of class', closing, until),
    ...differ('opening of class', opening, before, ['quantity', 'value']),
    ...uneven.map((row) => `class ${row.category_code} does not add up`),
  ];
}

/** The list of cards. */
function cards(rows, manifest, events) {
  const until = events.filter((event) => event.effective_on <= manifest.as_of);
  const listed = Object.fromEntries(
    rows.map((row) => [
      row.asset_no,
      amounts(row.quantity, row.original_value, row.accumulated_depreciation),
    ]),
  );
  return differ(
    'card',
    listed,
    summed(until, (event) => event.asset_no),
  );
}

const [ledger, taken] = process.argv.slice(2).map((path) => filesOf(readFileSync(path)));
const [manifest, all] = [ledger, taken].map((files) => JSON.parse(files.get('manifest.json')));
const evidence = (name) =>
  table(taken.get(name), all.files.find((file) => file.name === name).columns);
const events = evidence('data/value_events.csv');
const csv = [...ledger.keys()].find((name) => name.endsWith('.csv'));
const rows = table(
  ledger.get(csv),
  manifest.columns.map(({ key }) => key),
);
const wrong = [...broken(ledger, manifest), ...broken(taken, all)];
if (rows.length !== manifest.rows) wrong.push(`${rows.length} rows, not ${manifest.rows}`);
for (const [key, sum] of Object.entries(manifest.sums)) {
  const total = rows.reduce((added, row) => added + exact(row[key], 3), 0n);
  if (total !== exact(sum, 3)) wrong.push(`the sum of ${key} is not ${sum}`);
}
wrong.push(
  ...(manifest.ledger === 'general'
    ? general(rows, manifest, events, (event) => event.category_code)
    : cards(rows, manifest, events)),
);
const { as_of, basis } = manifest;
const said = { ledger: manifest.ledger, as_of, basis, rows: rows.length, events: events.length };
process.stdout.write(`${JSON.stringify({ ...said, wrong })}\n`);
process.exitCode = wrong.length > 0 ? 1 : 0;
