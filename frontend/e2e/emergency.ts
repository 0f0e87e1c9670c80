import { day } from './quotes';
import type { RealSchool } from './real-school';
import { received } from './receipts';

/** Something that could not wait: ordered by T001 and the worker, refused by Z001; orders by one buyer, one that V001 co-signed and one that Z001 is to; and a receipt of the first by one acceptor, which waits for Z001 too. */
export async function cannotWait(school: RealSchool, worker: string) {
  const { api } = school;
  const { id: supplier } = await api('Z001', 'POST', '/suppliers', { name: '应急五金店' });
  const ask = async (purpose: string, name: string, said: object) => {
    const lines = [{ name, spec: 'DN50', unit: '台', quantity: '1', unit_price: '420.00' }];
    const body = { purpose, fund: 'public', lines };
    const drafted = await api('T001', 'POST', '/purchase-requests', body);
    const at = `/purchase-requests/${drafted.id}/submit`;
    return api('T001', 'POST', at, said, drafted.version);
  };
  const order = (request: string, how: object) =>
    api('T001', 'POST', '/purchase-orders', {
      request_id: request,
      supplier_id: supplier,
      expected_on: day(2),
      lines: [{ position: 0, quantity: '1', unit_price: '420.00' }],
      ...how,
    });
  const burst = await ask('厨房地下室进水，抽水泵烧了', '抽水泵', {
    emergency: '水管爆裂，厨房停水，明天 400 人要吃饭',
  });
  const pump = await order(burst.id, { other_buyer_id: worker });
  const refused = { reason: '后勤公司有备用泵，不用买' };
  await api('Z001', 'POST', `/approvals/${burst.approval_id}/reject`, refused, 1);
  const excepted = async (rule: string, cosigner: string) => ({
    rule,
    reason: '其他人都在外地培训',
    cosigner_id: (await api(cosigner, 'GET', '/me')).person.id,
  });
  const alone = async (name: string, cosigner: string) => {
    const { id, approval_id } = await ask('操场排水用', name, {});
    await api('Z001', 'POST', `/approvals/${approval_id}/approve`, {}, 1);
    return order(id, { exception: await excepted('SD4', cosigner) });
  };
  const signed = await alone('潜水泵', 'V001');
  await api('V001', 'POST', `/purchase-orders/${signed.id}/cosign`, {}, signed.version);
  const toCosign = await alone('电暖器', 'Z001');
  const receipt = await received(school, 'H001', {
    order_id: signed.id,
    exception: await excepted('SD2', 'Z001'),
    lines: [{ position: 0, delivered: '1', accepted: '1', destination: { kind: 'used' } }],
  });
  return {
    emergency: burst.id as string,
    urgentOrder: pump.id as string,
    toCosign: toCosign.id as string,
    receiptToCosign: receipt.id as string,
  };
}
