import { expect, test } from 'vitest';
import { ProblemError } from '@/api/problem';
import { m } from '@/i18n/messages';
import { atOwnColumns } from './own-columns';

const error = (pointer: string) =>
  new ProblemError({
    status: 422,
    code: 'validation_failed',
    title: '',
    detail: 'look',
    errors: [{ pointer, code: 'x', detail: 'wrong' }],
  });

const chosen = [{ name: '一（1）班' }, { name: '二（1）班' }];

function moved(pointer: string): [string | undefined, string | undefined] {
  const { problem } = atOwnColumns(error(pointer), chosen) as ProblemError;
  return [problem.errors[0]?.pointer, problem.errors[0]?.detail];
}

test('what is wrong with a line stands at the head of its column, with the class whose quantity it is', () => {
  const ofSecond = m.stores_class_problem({ name: '二（1）班', detail: 'wrong' });
  expect(moved('/lines/3/item_id')).toEqual(['/lines/3/quantity', 'wrong']);
  expect(moved('/lines/3/quantities')).toEqual(['/lines/3/quantity', 'wrong']);
  expect(moved('/lines/3/quantities/1')).toEqual(['/lines/3/quantity', ofSecond]);
  expect(moved('/class_ids/1')).toEqual(['/class_ids/1', ofSecond]);
});

test('what is of no column and of no class stays as it is', () => {
  expect(moved('/lines')).toEqual(['/lines', 'wrong']);
  expect(moved('/class_ids/7')).toEqual(['/class_ids/7', 'wrong']);
  expect(atOwnColumns('else', chosen)).toBe('else');
});
