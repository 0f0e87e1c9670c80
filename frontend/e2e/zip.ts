import { inflateRawSync } from 'node:zlib';

/** What stands in the place of a number that is too large for its four bytes. */
const ELSEWHERE = 0xffffffff;

/** The files of an archive by name: enough of the format to check what the product packed, and none of its code. */
export function filesOf(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const method = archive.readUInt16LE(at + 10);
    const name = archive.readUInt16LE(at + 28);
    const [packed, local] = placeOf(archive, at, at + 46 + name);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + packed);
    const called = archive.subarray(at + 46, at + 46 + name).toString('utf8');
    files.set(called, method === 8 ? inflateRawSync(bytes) : Buffer.from(bytes));
    at += 46 + name + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

/** How long a packed file is and where it begins; for large files both stand behind the name, in eight bytes each. */
function placeOf(archive: Buffer, at: number, extra: number): [number, number] {
  const length = archive.readUInt32LE(at + 24);
  const packed = archive.readUInt32LE(at + 20);
  const local = archive.readUInt32LE(at + 42);
  let field = extra;
  const behind = extra + archive.readUInt16LE(at + 30);
  while (field < behind && archive.readUInt16LE(field) !== 1) {
    field += 4 + archive.readUInt16LE(field + 2);
  }
  let next = field + 4;
  const whole = (short: number) => {
    if (short !== ELSEWHERE) {
      return short;
    }
    next += 8;
    return Number(archive.readBigUInt64LE(next - 8));
  };
  whole(length);
  return [whole(packed), whole(local)];
}

/** The rows of a CSV file without its heads; these files quote where they must. */
export function rowsOf(csv: Buffer): string[][] {
  const text = csv.toString('utf8').replace(/^\u{feff}/u, '');
  const rows: string[][] = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|$)/g;
  for (const [, quoted, plain, end] of text.matchAll(cells)) {
    if (end === '' && !quoted && !plain) {
      break;
    }
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') {
      rows.push([]);
    }
  }
  return rows.filter((row) => row.length > 1).slice(1);
}
