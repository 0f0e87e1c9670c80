import { randomUUID } from 'node:crypto';
import { delivered } from './papers';
import { buy, invoicePhoto } from './petty';
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

/** The meeting agreed: Z001 writes it down, with a photo of the minutes. */
async function agreed(school: RealSchool, approval: string) {
  const meeting = minutes({ upload_ids: [await invoicePhoto(school, 'Z001')] });
  const { version } = await school.api('Z001', 'GET', `/approvals/${approval}`);
  await school.api('Z001', 'POST', `/approvals/${approval}/approve`, { meeting }, version);
}

/** One that the office meeting decided, with a photo of its minutes; one that waits for it. */
export async function meet(school: RealSchool) {
  const { request: met, approval: metApproval } = await toMeeting(school, '钢琴');
  await agreed(school, metApproval);
  const { approval: toMeet } = await toMeeting(school, '手风琴');
  return { met, metApproval, toMeet };
}

/** What goes before the meeting whatever it costs: bought and accepted, so that it hangs on the next notice; and bought at the corner. */
export async function meetAboutReagents(school: RealSchool, supplier: string, witness_id: string) {
  const { api } = school;
  const always = { unit_price_from: null, fund: null, words: ['试剂'], approver: 'office_meeting' };
  const rule = { value: [always], valid_from: day(), source: '校务会', reason: '危险化学品' };
  await api('P001', 'PUT', '/policies/purchase.raises', rule, 0);
  const line = {
    name: '化学试剂',
    spec: '500 毫升',
    unit: '瓶',
    quantity: '2',
    unit_price: '25.50',
  };
  const request = await approved(school, 'T001', ['Z001', 'V001', 'P001'], [line]);
  const { approval_id } = await api('T001', 'GET', `/purchase-requests/${request}`);
  await agreed(school, approval_id);
  await delivered(school, request, supplier, 'H001');
  const metPetty = await buy(school, 'T001', {
    shop: '城北试剂门市部',
    witness_id,
    fund: 'public',
    bought_on: day(),
    purpose: '实验课临时缺一瓶',
    lines: [{ name: '指示剂试剂', unit: '瓶', quantity: '1', unit_price: '18.00' }],
  });
  const bought = await api('Z001', 'GET', `/petty-purchases/${metPetty}`);
  const at = `/approvals/${bought.approval_id}`;
  for (const signer of ['Z001', 'V001', 'P001']) {
    const { version } = await api(signer, 'GET', at);
    await api(signer, 'POST', `${at}/approve`, {}, version);
  }
  await agreed(school, bought.approval_id);
  return { metPetty };
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
