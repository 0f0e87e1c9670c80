import { randomUUID } from 'node:crypto';
import { day } from './quotes';
import type { RealSchool } from './real-school';
import { received } from './receipts';
import type { Sender } from './script-payloads';

/** How the operations on goods receipts are called: W001 asks and buys, Z001 approves and accepts, V001 had no part in it and co-signs. */
export function receiptSenders(
  school: RealSchool,
  asked: () => Promise<string>,
): Record<string, () => Promise<Sender>> {
  const { api } = school;
  let supplier: Promise<string> | undefined;
  const theSupplier = () => {
    supplier ??= api('Z001', 'POST', '/suppliers', { name: `店 ${randomUUID()}` }).then(
      ({ id }: { id: string }) => id,
    );
    return supplier;
  };
  const order = async () => {
    const approved = `/approvals/${await asked()}/approve`;
    const { subject_id } = await api('Z001', 'POST', approved, {}, 1);
    const lines = [{ position: 0, quantity: '1', unit_price: '1.00' }];
    const body = { request_id: subject_id, supplier_id: await theSupplier(), lines };
    return (await api('W001', 'POST', '/purchase-orders', body)).id as string;
  };
  const came = async () => ({
    order_id: await order(),
    lines: [{ position: 0, delivered: '1', accepted: '1', destination: { kind: 'used' } }],
  });
  const teacher = async () => (await api('T001', 'GET', '/me')).person.id as string;
  return {
    // The buyer accepts, and somebody signs for that: its reason is a text too.
    'POST /goods-receipts': async () => {
      const cosigner_id = (await api('V001', 'GET', '/me')).person.id as string;
      const exception = { rule: 'SD2', reason: '其他人都在外地', cosigner_id };
      const body = { delivered_on: day(), exception, ...(await came()) };
      return { by: 'W001', path: '/goods-receipts', body };
    },
    'POST /goods-receipts/{id}/cancel': async () => {
      const body = { ...(await came()), acceptor_ids: [await teacher()] };
      const { id, version } = await received(school, 'Z001', body);
      const path = `/goods-receipts/${id}/cancel`;
      return { by: 'Z001', path, body: { reason: 'x' }, version };
    },
    'POST /goods-receipts/{id}/post': async () => {
      const { id, version } = await received(school, 'Z001', await came());
      const body = { mode: 'own', voucher_no: 'x', posted_on: day() };
      return { by: 'V001', path: `/goods-receipts/${id}/post`, body, version };
    },
  };
}
