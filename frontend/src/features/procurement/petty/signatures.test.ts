import { expect, test } from 'vitest';
import type { ApprovalStepView } from '@/api/schema';
import { approvers, meetings, minutesOf } from './signatures';

const page = {
  id: 'p',
  kind: 'photo' as const,
  media_type: 'image/jpeg',
  bytes: 1,
  file_name: '纪要.jpg',
  added_by_name: '周主任',
  added_at: '2026-11-24T01:00:00Z',
};

function step(more: Partial<ApprovalStepView>): ApprovalStepView {
  return {
    round: 1,
    approver: 'logistics_director',
    title: '总务主任',
    is_meeting: false,
    outcome: 'approved',
    decided_by: { id: 'd', name: '周主任' },
    decided_at: '2026-11-24T00:00:00Z',
    ...more,
  };
}

const meeting = {
  held_on: '2026-11-23',
  present: 7,
  votes_for: 6,
  votes_against: 0,
  votes_abstained: 1,
  minutes: '同意购置',
  pages: [page],
};
const met = step({ approver: 'office_meeting', title: '校务会', is_meeting: true, meeting });

test('whoever wrote the minutes down stands there as who signed, and the meeting by itself', () => {
  const record = { round: 1, steps: [step({}), met] };
  expect(approvers(record)).toEqual([{ name: '周主任', at: '2026-11-24T00:00:00Z' }]);
  expect(meetings(record)).toMatchObject([
    { title: '校务会', present: 7, votes_for: 6, recorded_by: '周主任', files: 1 },
  ]);
  expect(minutesOf(record)).toEqual([page]);
});

test('what an earlier round or a refusal said is on no paper', () => {
  const record = { round: 2, steps: [step({}), met, step({ round: 2, outcome: 'rejected' })] };
  expect([approvers(record), meetings(record), minutesOf(record)]).toEqual([[], [], []]);
});
