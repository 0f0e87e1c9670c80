import { randomUUID } from 'node:crypto';
import { invoicePhoto } from './petty';
import { approved, day } from './quotes';
import type { RealSchool } from './real-school';
import type { Body, Sender } from './script-payloads';

/** What the meeting of a day decided, by all who came. */
const minutes = (more: object = {}) => ({
  held_on: day(),
  present: 7,
  votes_for: 7,
  votes_against: 0,
  votes_abstained: 0,
  minutes: '校务会〔2026〕12号：同意购置',
  ...more,
});

/** A thing that T001 asked for and everybody below the meeting signed; gives the ids of its request and its approval. */
async function toMeeting(school: RealSchool, name: string) {
  const line = { name, spec: '立式，黑色', unit: '架', quantity: '1', unit_price: '12800.00' };
  const request = await approved(school, 'T001', ['Z001', 'V001', 'P001'], [line]);
  const { approval_id } = await school.api('T001', 'GET', `/purchase-requests/${request}`);
  return { request, approval: approval_id as string };
}

/** One that the office meeting decided, with a photo of its minutes; one that waits for it. */
export async function meet(school: RealSchool) {
  const { api } = school;
  const { request: met, approval: metApproval } = await toMeeting(school, '钢琴');
  const meeting = minutes({ upload_ids: [await invoicePhoto(school, 'Z001')] });
  const { version } = await api('Z001', 'GET', `/approvals/${metApproval}`);
  await api('Z001', 'POST', `/approvals/${metApproval}/approve`, { meeting }, version);
  const { approval: toMeet } = await toMeeting(school, '手风琴');
  return { met, metApproval, toMeet };
}

/** How decisions are called: of what waits for a meeting, so that the words of its minutes are sent too. */
export function approvalSenders(school: RealSchool): Record<string, () => Promise<Sender>> {
  const decision = (act: string, body: Body) => async () => {
    const { approval } = await toMeeting(school, `琴 ${randomUUID()}`);
    const { version } = await school.api('Z001', 'GET', `/approvals/${approval}`);
    const path = `/approvals/${approval}/${act}`;
    return { by: 'Z001', path, body: { ...body, meeting: minutes() }, version };
  };
  return {
    'POST /approvals/{id}/approve': decision('approve', {}),
    'POST /approvals/{id}/return': decision('return', { reason: 'x' }),
    'POST /approvals/{id}/reject': decision('reject', { reason: 'x' }),
  };
}
