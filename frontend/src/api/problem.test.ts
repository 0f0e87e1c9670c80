import { expect, test } from 'vitest';
import { fieldPath, formErrors, type Problem, readProblem } from './problem';

const problem = (errors: Problem['errors']): Problem => ({
  status: 422,
  code: 'invalid',
  title: '',
  detail: '',
  errors,
});

test('a JSON pointer becomes the path a form knows', () => {
  expect(fieldPath('/lines/0/qty')).toBe('lines.0.qty');
  expect(fieldPath('/a~1b/m~0n')).toBe('a/b.m~n');
});

test('errors go to their fields, the others above the form', () => {
  const values = { name: '', lines: [{ qty: '' }] };
  const errors = formErrors(
    problem([
      { pointer: '/lines/0/qty', code: 'x', detail: 'qty' },
      { pointer: '/lines/7/qty', code: 'x', detail: 'gone' },
      { pointer: '', code: 'x', detail: 'whole' },
    ]),
    values,
  );
  expect(errors).toEqual({ fields: { 'lines.0.qty': 'qty' }, rest: ['gone', 'whole'] });
});

test('an answer that is no problem still becomes one', async () => {
  const response = new Response('<html>bad gateway</html>', {
    status: 502,
    headers: { 'x-request-id': 'r-1' },
  });
  expect(await readProblem(response)).toMatchObject({
    status: 502,
    code: 'unexpected',
    request_id: 'r-1',
    errors: [],
  });
});

test('what the server says wins over our own words', async () => {
  const body = { code: 'stale', title: 'T', detail: 'D', request_id: 'r-2', errors: [null] };
  const response = Response.json(body, { status: 412 });
  expect(await readProblem(response)).toEqual({
    status: 412,
    code: 'stale',
    title: 'T',
    detail: 'D',
    request_id: 'r-2',
    errors: [],
  });
});
