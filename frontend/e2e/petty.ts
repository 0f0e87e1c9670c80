import { randomUUID } from 'node:crypto';
import type { RealSchool } from './real-school';

type School = Pick<RealSchool, 'url' | 'cookies'>;

/** A grey picture of an invoice, 64 by 64. */
const INVOICE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAAAAACPAi4CAAAAKklEQVR42u3MQREAAAwCIPtnM5Qh9ttBANKjCAQCgUAgEAgEAoFAIPgeDCKCwLUQIrrjAAAAAElFTkSuQmCC',
  'base64',
);

async function send(url: string, headers: Record<string, string>, body: BodyInit) {
  const answer = await fetch(url, { method: 'POST', headers, body });
  if (!answer.ok) {
    throw new Error(`${url}: ${await answer.text()}`);
  }
  return ((await answer.json()) as { id: string }).id;
}

/** Sends the photo of an invoice; gives the id of the upload. */
export async function invoicePhoto(school: School, login: string): Promise<string> {
  const [cookie] = await school.cookies(login);
  const authorization = `Bearer ${cookie?.value}`;
  const headers = { authorization, 'content-type': 'image/png', 'file-name': 'invoice.png' };
  return send(`${school.url}/api/v1/uploads`, headers, new Uint8Array(INVOICE));
}

/** As small as a PDF may be. */
const ELECTRONIC =
  '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n';

/** Sends an electronic invoice; gives the id of the upload. */
export async function invoicePdf(school: School, login: string): Promise<string> {
  const [cookie] = await school.cookies(login);
  const authorization = `Bearer ${cookie?.value}`;
  const headers = { authorization, 'content-type': 'application/pdf', 'file-name': 'invoice.pdf' };
  return send(`${school.url}/api/v1/uploads`, headers, ELECTRONIC);
}

/** Writes a petty purchase down over the API, with a photo of its invoice; gives its id. */
export async function buy(school: School, login: string, body: object): Promise<string> {
  const [cookie] = await school.cookies(login);
  const authorization = `Bearer ${cookie?.value}`;
  const api = `${school.url}/api/v1`;
  const photo = await invoicePhoto(school, login);
  return send(
    `${api}/petty-purchases`,
    { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    JSON.stringify({ ...body, upload_ids: [photo] }),
  );
}
