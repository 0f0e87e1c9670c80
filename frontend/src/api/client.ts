import createClient from 'openapi-fetch';
import { language } from '@/i18n/locale';
import { ProblemError, readProblem, UnreachableError } from './problem';
import type { paths } from './schema';
import { mayRefresh, proveAgain, refreshSession, sessionLost } from './session';

/** Longer than a slow corridor, shorter than patience; an answer after it is treated as none. */
const TIMEOUT_MS = 20_000;
/** A file of twenty megabytes takes its time, and the server waits as long. */
export const FILE_TIMEOUT_MS = 120_000;
/** Whole registers, out and in, take theirs; the pages say that they are at work. */
const REGISTER_TIMEOUT_MS = 600_000;
const WHOLE_REGISTER =
  /\/(asset-exports|ledger-exports|fill|imports|imports\/dry-run|imports\/comparisons|imports\/[^/]+\/undo)$/;

function patience(request: Request): number {
  if (request.headers.has('File-Name')) {
    return FILE_TIMEOUT_MS;
  }
  const whole = request.method === 'POST' && WHOLE_REGISTER.test(new URL(request.url).pathname);
  return whole ? REGISTER_TIMEOUT_MS : TIMEOUT_MS;
}

/** Sends one request with what every request of ours carries. Throws UnreachableError when no answer comes. */
async function send(request: Request): Promise<Response> {
  request.headers.set('Accept-Language', language());
  // The server accepts cookie writes only with it: a foreign page cannot set it without CORS.
  request.headers.set('X-Steward', '1');
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), patience(request));
  const abort = () => controller.abort();
  request.signal.addEventListener('abort', abort);
  try {
    return await globalThis.fetch(new Request(request, { signal: controller.signal }));
  } catch (cause) {
    // A query that React Query cancelled is no failure to report.
    request.signal.throwIfAborted();
    throw new UnreachableError('no answer', { cause });
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', abort);
  }
}

/** Renews the session once on 401 and repeats the request; other refusals become ProblemError. */
export async function sendWithSession(request: Request): Promise<Response> {
  let response = await send(request.clone());
  if (response.status === 401 && mayRefresh(request)) {
    if (await refreshSession(send)) {
      response = await send(request.clone());
    }
    if (response.status === 401) {
      sessionLost();
    }
  }
  if (!response.ok) {
    const problem = await readProblem(response);
    // The same request, with the same Idempotency-Key, once somebody has proved who he is.
    if (problem.code === 'step_up_required' && (await proveAgain())) {
      return sendWithSession(request);
    }
    throw new ProblemError(problem);
  }
  return response;
}

/**
 * The typed client. Failed answers throw ProblemError, missing ones UnreachableError, so callers
 * only handle data: `await read(api.GET('/api/v1/me'))`.
 * openapi-fetch keeps the `fetch` it was created with and cannot take a relative base: hence both options.
 */
export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin,
  fetch: sendWithSession,
});

/** The body of a successful answer. */
export async function read<T>(pending: Promise<{ data?: T }>): Promise<T> {
  return (await pending).data as T;
}

/** If-Match for the version a view carried: the change is refused (412) when someone was faster. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` };
}
