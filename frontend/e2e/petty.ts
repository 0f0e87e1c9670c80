import { randomUUID } from 'node:crypto';
import { pdfOf } from './paper';
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

/** An archive that calls itself an OFD, and holds nothing. */
const OFD = Buffer.from(
  'UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAAHAAAAT0ZELnhtbFBLAwQUAAAAAAAAACEAAAAAAAAAAAAAAAAAEgAAAERvY18wL0RvY3VtZW50LnhtbFBLAQIUAxQAAAAAAAAAIQAAAAAAAAAAAAAAAAAHAAAAAAAAAAAAAACAAQAAAABPRkQueG1sUEsBAhQDFAAAAAAAAAAhAAAAAAAAAAAAAAAAABIAAAAAAAAAAAAAAIABJQAAAERvY18wL0RvY3VtZW50LnhtbFBLBQYAAAAAAgACAHUAAABVAAAAAAA=',
  'base64',
);

/** Sends a file; gives the id of the upload. */
async function file(
  school: School,
  login: string,
  type: string,
  name: string,
  bytes: Uint8Array,
): Promise<string> {
  const [cookie] = await school.cookies(login);
  const authorization = `Bearer ${cookie?.value}`;
  const headers = { authorization, 'content-type': type, 'file-name': name };
  return send(`${school.url}/api/v1/uploads`, headers, new Uint8Array(bytes));
}

/** Sends the photo of an invoice; gives the id of the upload. */
export function invoicePhoto(school: School, login: string): Promise<string> {
  return file(school, login, 'image/png', 'invoice.png', INVOICE);
}

/** Sends an electronic invoice of one page; gives the id of the upload. */
export async function invoicePdf(school: School, login: string): Promise<string> {
  return file(school, login, 'application/pdf', 'invoice.pdf', await pdfOf(1));
}

/** Sends one that no browser can draw; gives the id of the upload. */
export function invoiceOfd(school: School, login: string): Promise<string> {
  return file(school, login, 'application/ofd', 'invoice.ofd', OFD);
}

/** Sends one that was cut off on its way to the school; gives the id of the upload. */
export function brokenPdf(school: School, login: string): Promise<string> {
  const cut = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n');
  return file(school, login, 'application/pdf', 'broken.pdf', cut);
}

/** Writes a petty purchase down over the API, with a photo of its invoice and other uploads; gives its id. */
export async function buy(
  school: School,
  login: string,
  body: object,
  others: string[] = [],
): Promise<string> {
  const [cookie] = await school.cookies(login);
  const authorization = `Bearer ${cookie?.value}`;
  const api = `${school.url}/api/v1`;
  const photo = await invoicePhoto(school, login);
  return send(
    `${api}/petty-purchases`,
    { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    JSON.stringify({ ...body, upload_ids: [photo, ...others] }),
  );
}
