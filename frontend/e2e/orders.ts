import { approved, day } from './quotes';
import type { RealSchool } from './real-school';

interface Bought {
  request_id: string;
  supplier_id: string;
  other_buyer_id?: string;
  expected_on?: string;
  note?: string;
  lines: { position: number; quantity: string; unit_price: string }[];
}

/** An order over the API, by somebody who may; gives its view. */
export const order = ({ api }: Pick<RealSchool, 'api'>, by: string, body: Bought) =>
  api(by, 'POST', '/purchase-orders', body);

/** So much of an order's first line comes and is used up at once; somebody who did not buy it accepts it. */
export async function deliver(
  { api }: Pick<RealSchool, 'api'>,
  by: string,
  order_id: string,
  quantity: string,
): Promise<void> {
  const destination = { kind: 'used' };
  const lines = [{ position: 0, delivered: quantity, accepted: quantity, destination }];
  await api(by, 'POST', '/goods-receipts', { order_id, delivered_on: day(), lines });
}

/** Orders at their stages, of what Z001 asked for and V001 approved: H001 and Z001 buy. */
export async function orderThings(school: RealSchool) {
  const custodian = await school.person('马保管', 'H001', ['head_custodian']);
  const shop = { name: '育才教学用品批发部', contact: '孙经理', phone: '139 0000 5678' };
  const supplier_id = (await school.api('Z001', 'POST', '/suppliers', shop)).id as string;
  const ask = (name: string, quantity: string, unit_price: string) =>
    approved(
      school,
      'Z001',
      ['V001'],
      [
        { name, spec: '加厚，可调节，含安装配件', unit: '套', quantity, unit_price },
        { name: `${name}配件`, unit: '包', quantity: '2', unit_price: '15.00' },
      ],
    );
  const me = (await school.api('Z001', 'GET', '/me')).person.id as string;
  const line = (quantity: string, unit_price: string) => [{ position: 0, quantity, unit_price }];

  // Half of it is ordered, by both: the rest can be.
  const half = await ask('窗帘滑轮', '8', '52.00');
  const { id: placed, version } = await order(school, 'Z001', {
    request_id: half,
    supplier_id,
    other_buyer_id: custodian,
    expected_on: day(5),
    note: '送到致远楼一楼，送货前打电话',
    lines: [...line('5', '50.00'), { position: 1, quantity: '2', unit_price: '30.00' }],
  });
  await school.api('H001', 'POST', `/purchase-orders/${placed}/confirm`, {}, version);
  const proposed = await order(school, 'H001', {
    request_id: await ask('黑板灯', '6', '70.00'),
    supplier_id,
    other_buyer_id: me,
    expected_on: day(3),
    lines: line('6', '68.00'),
  });
  const part = await order(school, 'H001', {
    request_id: await ask('水龙头', '10', '18.00'),
    supplier_id,
    lines: line('10', '18.00'),
  });
  await deliver(school, 'Z001', part.id, '7');
  const left = await fewer(school, await ask('门吸', '9', '12.00'), supplier_id);
  const givenUp = await fewer(school, await ask('合页', '9', '12.00'), supplier_id);
  const { version: seen } = await school.api('Z001', 'GET', `/purchase-requests/${givenUp}`);
  const reason = { reason: '库房里又找到五只，够用了' };
  await school.api('Z001', 'POST', `/purchase-requests/${givenUp}/close`, reason, seen);
  return {
    wholesaler: supplier_id,
    half,
    ordered: placed as string,
    proposed: proposed.id as string,
    partial: part.id as string,
    left,
    givenUp,
  };
}

/** Four of the first thing are ordered and come, of the rest nothing is; gives the request. */
async function fewer(school: RealSchool, request_id: string, supplier_id: string) {
  const lines = [{ position: 0, quantity: '4', unit_price: '12.00' }];
  const { id } = await order(school, 'H001', { request_id, supplier_id, lines });
  await deliver(school, 'Z001', id, '4');
  return request_id;
}
