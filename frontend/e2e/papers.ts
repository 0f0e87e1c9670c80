import { invoicePhoto } from './petty';
import { approved, day } from './quotes';
import type { RealSchool } from './real-school';

/** A thing that T001 asked for, a head custodian ordered and T001 accepted; gives the ids of its request, order and receipt. */
export async function accepted(
  school: RealSchool,
  supplier_id: string,
  name: string,
  buyer: string,
) {
  const line = { name, spec: '加厚，蓝色', unit: '个', quantity: '2', unit_price: '25.50' };
  const request = await approved(school, 'T001', ['Z001'], [line]);
  return delivered(school, request, supplier_id, buyer);
}

/** Two of what was approved, ordered and accepted; gives the ids of its request, order and receipt. */
export async function delivered(
  { api }: RealSchool,
  request: string,
  supplier_id: string,
  buyer: string,
) {
  const lines = [{ position: 0, quantity: '2', unit_price: '25.50' }];
  const body = { request_id: request, supplier_id, lines };
  const order = await api(buyer, 'POST', '/purchase-orders', body);
  const receipt = await api('T001', 'POST', '/goods-receipts', {
    order_id: order.id,
    delivered_on: day(),
    lines: [{ position: 0, delivered: '2', accepted: '2', destination: { kind: 'used' } }],
  });
  return { request, order: order.id as string, receipt: receipt.id as string };
}

/** A notice of what was accepted up to a day. */
export const notice = (title: string, until = day()) => ({
  title,
  period_from: day(-30),
  period_to: until,
  due_on: until,
  phone: '0571-88880000（总务处）',
});

/** It hangs on the board since today. */
export async function posting(school: RealSchool) {
  const upload_ids = [await invoicePhoto(school, 'Z001')];
  return { published_on: day(), published_until: day(7), upload_ids };
}

/** A purchase whose signed papers came back, one of them twice; a notice that hangs there and one that is overdue. */
export async function keepPapers(school: RealSchool, supplier: string) {
  const { api } = school;
  const { request } = await accepted(school, supplier, '垃圾桶', 'H001');
  const scans = `/purchase-requests/${request}/signed-scans`;
  const page = async () => ({ upload_ids: [await invoicePhoto(school, 'Z001')] });
  const first = await api('Z001', 'POST', scans, await page());
  const better = { ...(await page()), replaces: first.items[0].id, reason: '漏扫了第二页' };
  await api('Z001', 'POST', scans, better);
  const made = await api('Z001', 'POST', '/publications', notice('本月采购公示'));
  const path = `/publications/${made.id}/post`;
  await api('Z001', 'POST', path, await posting(school), made.version);
  const late = await api('Z001', 'POST', '/publications', notice('上周采购公示', day(-3)));
  return { claimed: request, hung: made.id as string, toHang: late.id as string };
}
