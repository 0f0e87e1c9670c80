import { expect } from './fixtures';
import { type Body, PAYLOADS, type Sender, withText } from './script-payloads';

/** Calls the API as anybody, whatever comes of it. */
export type Raw = (
  by: string | null,
  method: string,
  path: string,
  body: Body,
  version?: number,
) => Promise<{ status: number; json: Body }>;

/** What a field still has to get, and how much of it at once: one that holds less gets less. */
interface Row {
  left: readonly string[];
  atOnce: number;
  took: boolean;
}

const AT_ONCE = 4;
/** After so many texts refused and none taken it is no field of free text. */
const ENOUGH = 3;
/** Calls of a round: what is refused is left out, and the rest sent again. */
const ATTEMPTS = 3;

/** Takes less the next time, or goes without this one; answers whether there is anything left to try. */
function refuse(row: Row): boolean {
  if (row.atOnce > 1) row.atOnce = Math.floor(row.atOnce / 2);
  else row.left = row.left.slice(1);
  return row.took || PAYLOADS.length - row.left.length < ENOUGH;
}

/** Goes on to the next; answers how many this was. */
function passOn(row: Row, taken: boolean): number {
  const many = Math.min(row.atOnce, row.left.length);
  row.left = row.left.slice(many);
  row.took ||= taken;
  return taken ? many : 0;
}

/** All fields at once. Answers how many payloads were taken. */
async function round(
  raw: Raw,
  operation: string,
  rows: Map<string, Row>,
  sender: Sender,
  at: number,
): Promise<number> {
  const { by, path, body, version } = sender;
  let wanted = [...rows].filter(([, row]) => row.left.length > 0);
  for (let attempt = 0; attempt < ATTEMPTS && wanted.length > 0; attempt += 1) {
    const full = wanted.reduce(
      (so, [field, { left, atOnce }]) =>
        withText(so, field, `${left.slice(0, atOnce).join(' ')}${at}`),
      body,
    );
    const { status, json } = await raw(by, operation.split(' ')[0] ?? 'POST', path, full, version);
    expect(status, `${operation}: ${JSON.stringify(json)}`).toBeLessThan(500);
    const blamed = status < 300 ? [] : wanted.filter(([field]) => isNamed(field, json));
    // Taken, or refused for what no text can help.
    if (blamed.length === 0) {
      return wanted.reduce((sum, [, row]) => sum + passOn(row, status < 300), 0);
    }
    for (const [field, row] of blamed) if (!refuse(row)) rows.delete(field);
    wanted = wanted.filter((one) => !blamed.includes(one));
  }
  return 0;
}

function isNamed(field: string, json: Body): boolean {
  const refused: string[] = (json?.errors ?? []).map((e: { pointer: string }) => e.pointer);
  return refused.some((pointer) => field === pointer || field.startsWith(`${pointer}/`));
}

/** Each field gets every payload once, several in a text where it holds them; answers how many were taken. */
export async function plant(
  raw: Raw,
  operation: string,
  fields: string[],
  make: () => Promise<Sender>,
): Promise<number> {
  const rows = new Map(
    fields.map((field): [string, Row] => [field, { left: PAYLOADS, atOnce: AT_ONCE, took: false }]),
  );
  let taken = 0;
  for (let at = 0; [...rows.values()].some((row) => row.left.length > 0); at += 1) {
    const sender = await make();
    for (const field of sender.secret ?? []) rows.delete(field);
    taken += await round(raw, operation, rows, sender, at);
  }
  return taken;
}
