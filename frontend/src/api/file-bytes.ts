import { FILE_TIMEOUT_MS, sendWithSession } from './client';
import { UnreachableError } from './problem';

/** What a file holds, from the address by which the browser shows it. Throws UnreachableError when it does not come whole. */
export async function fileBytes(address: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const url = new URL(address, globalThis.location.origin);
  return whole(await sendWithSession(new Request(url, { signal })), signal);
}

/** The client waits for the head of an answer only: what stalls after it would keep everything from being printed. */
async function whole(response: Response, signal: AbortSignal): Promise<ArrayBuffer> {
  signal.throwIfAborted();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = () => {};
  const stopped = new Promise<never>((_, reject) => {
    abort = () => reject(new Error('not needed any more'));
    timer = setTimeout(() => reject(new Error('it stalled')), FILE_TIMEOUT_MS);
  });
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([response.arrayBuffer(), stopped]);
  } catch (cause) {
    // A query that React Query cancelled is no failure to report.
    signal.throwIfAborted();
    throw new UnreachableError('no whole file', { cause });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
