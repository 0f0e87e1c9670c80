import { day } from './quotes';
import type { RealSchool } from './real-school';

/** Something that could not wait: ordered by T001 and the worker, refused by Z001; and an order by one buyer that V001 co-signed. */
export async function cannotWait(school: RealSchool, worker: string): Promise<string> {
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
  await order(burst.id, { other_buyer_id: worker });
  const refused = { reason: '后勤公司有备用泵，不用买' };
  await api('Z001', 'POST', `/approvals/${burst.approval_id}/reject`, refused, 1);
  const plain = await ask('操场排水用', '潜水泵', {});
  await api('Z001', 'POST', `/approvals/${plain.approval_id}/approve`, {}, 1);
  const { person } = await api('V001', 'GET', '/me');
  const exception = { rule: 'SD4', reason: '其他人都在外地培训', cosigner_id: person.id };
  const alone = await order(plain.id, { exception });
  await api('V001', 'POST', `/purchase-orders/${alone.id}/cosign`, {}, alone.version);
  return burst.id as string;
}
