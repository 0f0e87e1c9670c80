import { randomUUID } from 'node:crypto';
import { buy, invoicePhoto } from './petty';
import type { RealSchool } from './real-school';
import type { Sender } from './script-payloads';

async function form({ api }: RealSchool) {
  return {
    witness_id: (await api('Z001', 'GET', '/me')).person.id as string,
    // A shop of its own: what one shop is paid for a month is one paper.
    shop: `五金店 ${randomUUID()}`,
    bought_on: '2026-11-02',
    purpose: '换',
    fund: 'public',
    // Each of its own: what is bought twice is added up.
    lines: [{ name: `件 ${randomUUID()}`, unit: '只', quantity: '1', unit_price: '1.00' }],
  };
}

/** A form of W001's that nobody has approved; gives its id. */
export async function written(school: RealSchool): Promise<string> {
  return buy(school, 'W001', await form(school));
}

/** How the operations on petty purchases are called: W001 buys, Z001 bears witness. */
export function pettySenders(school: RealSchool): Record<string, () => Promise<Sender>> {
  return {
    'POST /petty-purchases': async () => ({
      by: 'W001',
      path: '/petty-purchases',
      body: { ...(await form(school)), upload_ids: [await invoicePhoto(school, 'W001')] },
    }),
    'PUT /petty-purchases/{id}': async () => ({
      by: 'W001',
      path: `/petty-purchases/${await written(school)}`,
      body: await form(school),
      version: 1,
    }),
    // W001 buys, Z001 approves: V001 had no part in it.
    'POST /petty-purchases/post': async () => {
      const witness_id = (await school.api('T001', 'GET', '/me')).person.id as string;
      const id = await buy(school, 'W001', { ...(await form(school)), witness_id });
      const { approval_id } = await school.api('W001', 'GET', `/petty-purchases/${id}`);
      await school.api('Z001', 'POST', `/approvals/${approval_id}/approve`, {}, 1);
      const { version } = await school.api('V001', 'GET', `/petty-purchases/${id}`);
      const items = [{ id, version }];
      const body = { items, mode: 'own', voucher_no: 'x', posted_on: '2026-11-02' };
      return { by: 'V001', path: '/petty-purchases/post', body };
    },
    'POST /petty-purchases/{id}/cancel': async () => ({
      by: 'W001',
      path: `/petty-purchases/${await written(school)}/cancel`,
      body: { reason: 'x' },
      version: 1,
    }),
  };
}
