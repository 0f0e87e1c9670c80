import { randomUUID } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { RealSchool } from './real-school';

type School = Pick<RealSchool, 'url' | 'cookies'>;

/** A grey picture of an invoice, as small as one can be. */
function png(): Buffer {
  const side = 64;
  const rows = Buffer.alloc(side * (side + 1), 0xcc);
  for (let row = 0; row < side; row += 1) {
    rows[row * (side + 1)] = 0;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    }
  }
  return (sum ^ 0xffffffff) >>> 0;
}

async function send(url: string, headers: Record<string, string>, body: BodyInit) {
  const answer = await fetch(url, { method: 'POST', headers, body });
  if (!answer.ok) {
    throw new Error(`${url}: ${await answer.text()}`);
  }
  return ((await answer.json()) as { id: string }).id;
}

/** Writes a petty purchase down over the API, with a photo of its invoice; gives its id. */
export async function buy(school: School, login: string, body: object): Promise<string> {
  const [cookie] = await school.cookies(login);
  const authorization = `Bearer ${cookie?.value}`;
  const api = `${school.url}/api/v1`;
  const photo = await send(
    `${api}/uploads`,
    { authorization, 'content-type': 'image/png', 'file-name': 'invoice.png' },
    new Uint8Array(png()),
  );
  return send(
    `${api}/petty-purchases`,
    { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    JSON.stringify({ ...body, upload_ids: [photo] }),
  );
}
