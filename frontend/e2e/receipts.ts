import { invoicePdf, invoicePhoto } from './petty';
import { approved, day } from './quotes';
import type { RealSchool } from './real-school';

type School = Pick<RealSchool, 'api' | 'url' | 'cookies'>;

interface Line {
  name: string;
  spec?: string;
  unit: string;
  quantity: string;
  unit_price: string;
}

interface Bought {
  /** Who asks, and who signs. */
  requester: string;
  signers: readonly string[];
  /** Who buys; the second one confirms. */
  buyers: readonly [string] | readonly [string, string];
  supplier: string;
  lines: readonly Line[];
}

/** An order of everything that was approved, confirmed by whoever buys; gives its id. */
export async function ordered(school: School, bought: Bought): Promise<string> {
  const { api } = school;
  const { requester, signers, buyers, supplier, lines } = bought;
  const [maker, other] = buyers;
  const request_id = await approved(school, requester, signers, lines);
  const other_buyer_id = other ? (await api(other, 'GET', '/me')).person.id : null;
  const made = await api(maker, 'POST', '/purchase-orders', {
    request_id,
    supplier_id: supplier,
    other_buyer_id,
    lines: lines.map(({ quantity, unit_price }, position) => ({ position, quantity, unit_price })),
  });
  if (other) {
    await api(other, 'POST', `/purchase-orders/${made.id}/confirm`, {}, made.version);
  }
  return made.id;
}

/** A receipt over the API; gives what came of it. */
export async function received(school: School, by: string, body: object) {
  return school.api(by, 'POST', '/goods-receipts', { delivered_on: day(), ...body });
}

/** Signs for somebody who is named as an acceptor. */
export async function signed({ api }: School, by: string, id: string): Promise<void> {
  const { version } = await api(by, 'GET', `/goods-receipts/${id}`);
  await api(by, 'POST', `/goods-receipts/${id}/sign`, {}, version);
}

/** An order of which nothing came yet, and three receipts: one waits for a signature, one for its voucher, one has it. */
export async function receiveGoods(school: RealSchool, store: string, room: string) {
  const { api, person } = school;
  await person('孙保管', 'K001', ['head_custodian']);
  await person('吴保管', 'C001', ['head_custodian']);
  await person('马师傅', 'B001', ['repair_worker']);
  const supplier = (await api('Z001', 'POST', '/suppliers', { name: '东门校具有限公司' })).id;
  const all = { signers: ['Z001', 'V001', 'P001'], buyers: ['C001', 'B001'] as const, supplier };
  const coming = await ordered(school, {
    ...all,
    requester: 'T001',
    lines: [
      { name: '会议桌', spec: '可折叠，1.2 米', unit: '张', quantity: '10', unit_price: '114.00' },
      { name: '白板笔', unit: '盒', quantity: '10', unit_price: '18.00' },
    ],
  });
  const teacher = (await api('T001', 'GET', '/me')).person.id;
  const side = { acceptor_ids: [teacher], using_side_id: teacher };

  const screens = await ordered(school, {
    ...all,
    requester: 'T001',
    lines: [
      { name: '投影幕布', spec: '100 英寸', unit: '幅', quantity: '3', unit_price: '420.00' },
    ],
  });
  const inspecting = await received(school, 'Z001', {
    ...side,
    order_id: screens,
    lines: [
      {
        position: 0,
        delivered: '3',
        accepted: '2',
        refusal_reason: '一幅边上撕破了',
        refusal_upload_ids: [await invoicePhoto(school, 'Z001')],
        destination: { kind: 'cards', category_code: 'A05010304', single: true, location_id: room },
      },
    ],
  });
  const chairs = await chairsAndBoxes(school, { ...all, store, room, side });
  return {
    coming,
    inspecting: inspecting.id as string,
    ...chairs,
    posted: await inTheAccounts(school, supplier),
  };
}

/** Who is there for the users is of the department of whoever asked for it. */
async function inOneOffice({ api }: School, logins: readonly string[]): Promise<void> {
  for (const login of logins) {
    const { id } = (await api(login, 'GET', '/me')).person;
    const { version } = await api('A001', 'GET', `/people/${id}`);
    await api('A001', 'PATCH', `/people/${id}`, { department: '总务处' }, version);
  }
}

interface Chairs {
  buyers: readonly [string, string];
  supplier: string;
  store: string;
  room: string;
  side: object;
}

/** Asked for by Z001, who had no other part in it and may enter it into the accounts. */
async function chairsAndBoxes(school: RealSchool, { store, room, side, ...who }: Chairs) {
  const { api } = school;
  await inOneOffice(school, ['Z001', 'T001']);
  const order_id = await ordered(school, {
    ...who,
    requester: 'Z001',
    signers: ['V001', 'P001'],
    lines: [
      { name: '会议椅', spec: '网布，带扶手', unit: '把', quantity: '50', unit_price: '30.00' },
      { name: '档案盒', spec: 'A4，5.5 厘米', unit: '箱', quantity: '20', unit_price: '20.00' },
    ],
  });
  const box = { name: '档案盒', spec: 'A4，5.5 厘米', unit: '个', category: '办公用品' };
  const { id: item_id } = await api('K001', 'POST', '/stock-items', box);
  const { id } = await received(school, 'K001', {
    ...side,
    order_id,
    invoice_nos: ['26412000009876543210'],
    invoice_upload_ids: [await invoicePhoto(school, 'K001'), await invoicePdf(school, 'K001')],
    note: '司机说两把坏的下周换来',
    lines: [
      {
        position: 0,
        delivered: '50',
        accepted: '48',
        refusal_reason: '两把椅子腿断了',
        refusal_upload_ids: [await invoicePhoto(school, 'K001')],
        destination: {
          kind: 'cards',
          category_code: 'A05010304',
          location_id: room,
          department: '总务处',
        },
      },
      {
        position: 1,
        delivered: '20',
        accepted: '20',
        destination: { kind: 'stock', store_id: store, item_id, quantity: '400', bin: '西墙' },
      },
    ],
  });
  await signed(school, 'T001', id);
  const { request_id } = await api('Z001', 'GET', `/purchase-orders/${order_id}`);
  const { lines } = await api('Z001', 'GET', `/goods-receipts/${id}`);
  const became = (index: number) => lines[index].became[0].record_id as string;
  return {
    accepted: id as string,
    bound: request_id as string,
    boughtCard: became(0),
    boughtStock: became(1),
  };
}

/** So little that one buys and one accepts; used up at once, and sent to the accounting centre. */
async function inTheAccounts(school: RealSchool, supplier: string) {
  const order_id = await ordered(school, {
    requester: 'T001',
    signers: ['Z001'],
    buyers: ['C001'],
    supplier,
    lines: [{ name: '打印机维修', unit: '次', quantity: '1', unit_price: '160.00' }],
  });
  const used = { kind: 'used' };
  const lines = [{ position: 0, delivered: '1', accepted: '1', destination: used }];
  const { id, version } = await received(school, 'K001', { order_id, lines });
  const posting = {
    mode: 'centre',
    voucher_no: '集-2026-11-0107',
    posted_on: day(),
    submitted_on: day(-1),
    invoice_nos: ['12345678'],
    invoice_upload_ids: [await invoicePhoto(school, 'P001')],
  };
  await school.api('P001', 'POST', `/goods-receipts/${id}/post`, posting, version);
  return id as string;
}
