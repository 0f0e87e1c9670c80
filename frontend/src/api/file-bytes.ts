import { sendWithSession } from './client';

/** What a file holds, from the address by which the browser shows it. */
export async function fileBytes(address: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const url = new URL(address, globalThis.location.origin);
  return (await sendWithSession(new Request(url, { signal }))).arrayBuffer();
}
