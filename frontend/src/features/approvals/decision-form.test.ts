import { expect, test } from 'vitest';
import { decisionRules, EMPTY_DECISION, verdictOf } from './decision-form';

const met = (more: object) => ({
  ...EMPTY_DECISION,
  meeting: {
    ...EMPTY_DECISION.meeting,
    held_on: '2026-11-23',
    present: '7',
    votes_for: '6',
    ...more,
  },
});

const minutesRule = (byMeeting: boolean) => {
  const rules = decisionRules('approve', byMeeting).meeting;
  type Asked = { minutes: (text: string, values: object) => string | null };
  return (rules as unknown as Asked).minutes;
};

test('of a meeting the words or a page are needed, and either is enough', () => {
  const rule = minutesRule(true);
  expect(rule(' ', met({}))).not.toBeNull();
  expect(rule('校务会 12 号', met({}))).toBeNull();
  expect(rule('', met({ upload_ids: ['a'] }))).toBeNull();
  expect(rule('', met({ pdf: 'b' }))).toBeNull();
  expect(minutesRule(false)('', met({}))).toBeNull();
});

test('pages are sent in order, the file last; what was left empty is no text', () => {
  const { body } = verdictOf('approve', met({ upload_ids: ['a', 'b'], pdf: 'c' }), true);
  expect(body).toEqual({
    comment: null,
    meeting: {
      held_on: '2026-11-23',
      present: 7,
      votes_for: 6,
      votes_against: 0,
      votes_abstained: 0,
      minutes: null,
      upload_ids: ['a', 'b', 'c'],
    },
  });
});

test('where no meeting decides nothing is said of one', () => {
  expect(verdictOf('reject', { ...met({}), reason: ' 先修屋顶 ' }, false).body).toEqual({
    reason: '先修屋顶',
    meeting: null,
  });
});
