import { expect, test, vi } from 'vitest';
import { ProblemError, UnreachableError } from '@/api/problem';
import { loadDraft } from './drafts';
import { type Submission, submit } from './submit';
import { uuid } from './uuid';

const values = { text: 'lamp' };

function submission(
  send: () => Promise<string>,
  keepDraft = true,
): Submission<typeof values, string> {
  return { form: 'repairs.report', owner: 'p1', values, key: 'k1', keepDraft, send };
}

function problem(status: number, code = 'x') {
  return new ProblemError({ status, code, title: '', detail: '', errors: [] });
}

test('the draft is on the device before the request leaves, and gone after the answer', async () => {
  const send = vi.fn(async () => {
    expect(loadDraft('p1', 'repairs.report')).toMatchObject({ values, key: 'k1' });
    return 'BX1';
  });
  expect(await submit(submission(send))).toEqual({ kind: 'accepted', result: 'BX1' });
  expect(loadDraft('p1', 'repairs.report')).toBeNull();
});

test('without an answer the draft and its key stay', async () => {
  const outcome = await submit(submission(() => Promise.reject(new UnreachableError())));
  expect(outcome).toEqual({ kind: 'unsent', kept: true, problem: null });
  expect(loadDraft('p1', 'repairs.report')).toMatchObject({ key: 'k1' });
});

test.each([500, 503, 408, 401])('%i is not the last word', async (status) => {
  const outcome = await submit(submission(() => Promise.reject(problem(status))));
  expect(outcome.kind).toBe('unsent');
});

test.each([400, 403, 409, 412, 422, 429])('%i is a refusal', async (status) => {
  const outcome = await submit(submission(() => Promise.reject(problem(status))));
  expect(outcome.kind).toBe('refused');
});

test('a wrong password is a refusal although it is a 401', async () => {
  const wrong = problem(401, 'invalid_credentials');
  expect((await submit(submission(() => Promise.reject(wrong)))).kind).toBe('refused');
});

test('a step without its proof is not lost: it goes later with the same key', async () => {
  const unproven = problem(403, 'step_up_required');
  const outcome = await submit(submission(() => Promise.reject(unproven)));
  expect(outcome).toMatchObject({ kind: 'unsent', kept: true });
  expect(loadDraft('p1', 'repairs.report')).toMatchObject({ values, key: 'k1' });
});

test('secrets never reach the device', async () => {
  const outcome = await submit(submission(() => Promise.reject(new UnreachableError()), false));
  expect(outcome).toMatchObject({ kind: 'unsent', kept: false });
  expect(localStorage).toHaveLength(0);
});

test('a device that refuses storage is admitted to', async () => {
  const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const outcome = await submit(submission(() => Promise.reject(new UnreachableError())));
  full.mockRestore();
  expect(outcome).toMatchObject({ kind: 'unsent', kept: false });
});

test('keys are v4 UUIDs', () => {
  expect(uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
