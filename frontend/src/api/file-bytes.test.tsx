import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FILE_TIMEOUT_MS } from './client';
import { fileBytes } from './file-bytes';
import { UnreachableError } from './problem';

/** The head of an answer and its first byte; the rest never comes. */
const stalled = () =>
  new Response(new ReadableStream({ start: (body) => body.enqueue(new Uint8Array([37])) }));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', async () => stalled());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a file that stalls on its way is given up', async () => {
  const bytes = fileBytes('/file', new AbortController().signal);
  const refused = expect(bytes).rejects.toBeInstanceOf(UnreachableError);
  await vi.advanceTimersByTimeAsync(FILE_TIMEOUT_MS);
  await refused;
});

test('one that nobody waits for any more is no failure', async () => {
  const controller = new AbortController();
  const bytes = fileBytes('/file', controller.signal);
  const ended = expect(bytes).rejects.toHaveProperty('name', 'AbortError');
  await vi.advanceTimersByTimeAsync(1);
  controller.abort();
  await ended;
});
