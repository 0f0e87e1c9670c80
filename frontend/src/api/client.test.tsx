import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api, ifMatch, read } from './client';
import { ProblemError, UnreachableError } from './problem';
import { onProofAsked, onSessionLost } from './session';

const me = { person: { id: '1', name: 'A', staff_no: null } };
let calls: Request[];
let answers: ((request: Request) => Response)[];
const lost = vi.fn();

beforeEach(() => {
  calls = [];
  answers = [];
  lost.mockReset();
  onSessionLost(lost);
  vi.stubGlobal('fetch', async (request: Request) => {
    calls.push(request);
    const answer = answers.shift();
    if (!answer) {
      throw new TypeError('network');
    }
    return answer(request);
  });
});
afterEach(() => vi.unstubAllGlobals());

const refused = () => Response.json({ code: 'unauthenticated', detail: 'no' }, { status: 401 });
const ok = () => Response.json(me);
const path = (request: Request) => new URL(request.url).pathname;

test('every request says its language and that it is ours', async () => {
  answers = [ok];
  await read(api.GET('/api/v1/me'));
  expect(calls[0]?.headers.get('Accept-Language')).toBe('zh-CN');
  expect(calls[0]?.headers.get('X-Steward')).toBe('1');
});

test('a refused request renews the session once and is repeated with its body', async () => {
  answers = [refused, ok, ok];
  const body = { login: 'a', password: 'b' };
  await read(api.GET('/api/v1/me'));
  expect(calls.map(path)).toEqual(['/api/v1/me', '/api/v1/session/refresh', '/api/v1/me']);
  answers = [ok];
  await read(api.POST('/api/v1/session', { body }));
  expect(await calls[3]?.json()).toEqual(body);
});

test('requests refused together renew together', async () => {
  answers = [refused, refused, ok, ok, ok];
  await Promise.all([read(api.GET('/api/v1/me')), read(api.GET('/api/v1/me/summary'))]);
  expect(calls.filter((call) => path(call).endsWith('/refresh'))).toHaveLength(1);
});

test('when renewal fails the app is told, once', async () => {
  answers = [refused, refused];
  await expect(read(api.GET('/api/v1/me'))).rejects.toBeInstanceOf(ProblemError);
  expect(lost).toHaveBeenCalledTimes(1);
});

test('a renewal that another tab won is as good as one’s own', async () => {
  const elsewhere = () => Response.json({ code: 'session_renewed' }, { status: 401 });
  answers = [refused, elsewhere, ok];
  expect(await read(api.GET('/api/v1/me'))).toEqual(me);
  expect(lost).not.toHaveBeenCalled();
});

test('a wrong password is an answer, not a lost session', async () => {
  answers = [refused];
  const attempt = api.POST('/api/v1/session', { body: { login: 'a', password: 'b' } });
  await expect(attempt).rejects.toBeInstanceOf(ProblemError);
  expect(calls).toHaveLength(1);
  expect(lost).not.toHaveBeenCalled();
});

const weighty = () => Response.json({ code: 'step_up_required', detail: 'again' }, { status: 403 });

test('a step that wants a proof is sent once more with its key, after one was given', async () => {
  answers = [weighty, ok];
  onProofAsked(async () => true);
  const body = { people: ['1'] };
  const headers = { 'Idempotency-Key': 'k1' };
  await read(api.POST('/api/v1/sign-in-slips', { body, headers }));
  expect(calls.map((call) => call.headers.get('Idempotency-Key'))).toEqual(['k1', 'k1']);
  expect(await calls[1]?.json()).toEqual(body);
});

test('without a proof the refusal stands', async () => {
  answers = [weighty];
  onProofAsked(async () => false);
  const attempt = api.POST('/api/v1/sign-in-slips', { body: { people: ['1'] } });
  await expect(attempt).rejects.toMatchObject({ problem: { code: 'step_up_required' } });
  expect(calls).toHaveLength(1);
});

test('no answer is told apart from a refusal', async () => {
  await expect(read(api.GET('/api/v1/me'))).rejects.toBeInstanceOf(UnreachableError);
});

test('a version becomes a strong ETag', () => {
  expect(ifMatch(3)).toEqual({ 'If-Match': '"3"' });
});
