import { randomUUID } from 'node:crypto';
import { deliver, order } from './orders';
import type { RealSchool } from './real-school';
import type { Sender } from './script-payloads';

/** How the operations on orders are called: W001 asks and buys, Z001 approves and accepts; `asked` is the approval of a new request of one yuan. */
export function orderSenders(
  school: RealSchool,
  asked: () => Promise<string>,
): Record<string, () => Promise<Sender>> {
  const { api } = school;
  let shop: Promise<string> | undefined;
  // Always the same one: suppliers are not what is tried here.
  const supplier = () => {
    const name = { name: `店 ${randomUUID()}` };
    shop ??= api('Z001', 'POST', '/suppliers', name).then(({ id }) => id as string);
    return shop;
  };
  const body = async (quantity = '1') => {
    const approve = `/approvals/${await asked()}/approve`;
    const { subject_id } = await api('Z001', 'POST', approve, {}, 1);
    const lines = [{ position: 0, quantity, unit_price: '1.00' }];
    return { request_id: subject_id as string, supplier_id: await supplier(), lines };
  };
  const ordered = async () => (await order(school, 'W001', await body())).id as string;
  return {
    'POST /purchase-orders': async () => ({
      by: 'W001',
      path: '/purchase-orders',
      body: await body(),
    }),
    'POST /purchase-orders/{id}/cancel': async () => ({
      by: 'W001',
      path: `/purchase-orders/${await ordered()}/cancel`,
      body: { reason: 'x' },
      version: 1,
    }),
    'POST /purchase-orders/{id}/close': async () => {
      const id = await ordered();
      await deliver(school, 'Z001', id, '0.4');
      return {
        by: 'W001',
        path: `/purchase-orders/${id}/close`,
        body: { reason: 'x' },
        version: (await api('W001', 'GET', `/purchase-orders/${id}`)).version as number,
      };
    },
  };
}
