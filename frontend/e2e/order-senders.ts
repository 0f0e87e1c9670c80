import { randomUUID } from 'node:crypto';
import { deliver, order } from './orders';
import { approved } from './quotes';
import type { RealSchool } from './real-school';
import type { Sender } from './script-payloads';

/** How the operations on orders are called: W001 asks and buys, Z001 approves and accepts, V001 co-signs; `asked` is the approval of a new request of one yuan. */
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
  /** So much that two should buy it, and one does: whoever signs for that is named, or the reason would not be taken. */
  const alone = async () => {
    const unit_price = '400.00';
    const thing = { name: `帘 ${randomUUID()}`, unit: '幅', quantity: '1', unit_price };
    const request_id = await approved(school, 'W001', ['Z001'], [thing]);
    const cosigner_id = (await api('V001', 'GET', '/me')).person.id as string;
    return {
      request_id,
      supplier_id: await supplier(),
      exception: { rule: 'SD4', reason: '其他人都在外地', cosigner_id },
      lines: [{ position: 0, quantity: '1', unit_price }],
    };
  };
  const ordered = async () => (await order(school, 'W001', await body())).id as string;
  return {
    'POST /purchase-orders': async () => ({
      by: 'W001',
      path: '/purchase-orders',
      body: await alone(),
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
    'POST /purchase-requests/{id}/close': async () => {
      const bought = await body();
      const { id } = await order(school, 'W001', bought);
      await deliver(school, 'Z001', id, '0.4');
      const { version } = await api('W001', 'GET', `/purchase-orders/${id}`);
      await api('W001', 'POST', `/purchase-orders/${id}/close`, { reason: 'x' }, version);
      const path = `/purchase-requests/${bought.request_id}`;
      return {
        by: 'W001',
        path: `${path}/close`,
        body: { reason: 'x' },
        version: (await api('W001', 'GET', path)).version as number,
      };
    },
  };
}
