import { invoicePhoto } from './petty';
import type { RealSchool } from './real-school';

const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
const DAY = 86_400_000;

/** A day of the school, so many days from now. */
export const day = (ahead = 0) => TODAY.format(new Date(Date.now() + ahead * DAY));

interface Line {
  name: string;
  spec?: string;
  unit: string;
  quantity: string;
  unit_price: string;
}

/** A request that waits for its approvals. */
export async function submitted(
  { api }: Pick<RealSchool, 'api'>,
  requester: string,
  lines: readonly Line[],
): Promise<{ id: string; approval: string }> {
  const body = { purpose: '开学前给三年级添置', fund: 'public', lines };
  const { id, version } = await api(requester, 'POST', '/purchase-requests', body);
  const path = `/purchase-requests/${id}/submit`;
  const { approval_id: approval } = await api(requester, 'POST', path, {}, version);
  return { id, approval };
}

/** One signature under it. */
export async function sign(
  { api }: Pick<RealSchool, 'api'>,
  signer: string,
  approval: string,
): Promise<void> {
  const { version } = await api(signer, 'GET', `/approvals/${approval}`);
  await api(signer, 'POST', `/approvals/${approval}/approve`, {}, version);
}

/** A request that everybody in its chain has signed; gives its id. */
export async function approved(
  school: Pick<RealSchool, 'api'>,
  requester: string,
  signers: readonly string[],
  lines: readonly Line[],
): Promise<string> {
  const { id, approval } = await submitted(school, requester, lines);
  for (const signer of signers) {
    await sign(school, signer, approval);
  }
  return id;
}

/** Four requests at four stages of their quotes, and a supplier with licences and accounts; Z001 does it all. */
export async function askForPrices(school: RealSchool) {
  const { api } = school;
  const thing = (name: string, quantity: string, unit_price: string) => [
    { name, spec: '可升降，含抽屉与挂钩', unit: '套', quantity, unit_price },
  ];
  const director = ['Z001'];
  const unasked = await approved(school, 'T001', director, thing('粉笔', '2', '30.00'));
  const small = await approved(school, 'T001', director, thing('黑板擦', '2', '20.00'));
  const big = thing('学生课桌椅', '10', '260.00');
  const quoted = await approved(school, 'T001', ['Z001', 'V001', 'P001'], big);
  const add = async (body: object) => (await api('Z001', 'POST', '/suppliers', body)).id as string;
  const supplier = await add({
    name: '城南教学设备经营部',
    contact: '李师傅',
    phone: '138 0000 1234',
    address: '城南路 18 号',
    sells: '课桌椅、黑板',
    price_list: { valid_from: '2026-01-01' },
  });
  const others = [
    await add({ name: '华联办公家具' }),
    await add({ name: '京东慧采' }),
    await add({ name: '老王家具' }),
  ];
  const [first, second, third] = others;
  const settled = await compare(school, small, [{ supplier_id: supplier, price: '18.00' }]);
  await api(
    'Z001',
    'POST',
    `/quote-sheets/${settled.id}/settle`,
    { supplier_id: supplier },
    settled.version,
  );
  const sheet = await compare(school, quoted, [
    { supplier_id: supplier, price: '248.00', note: '含送货，三天到' },
    { supplier_id: first, price: '255.00', channel: 'screenshot' },
    { supplier_id: second, price: '289.00', channel: 'shop' },
  ]);
  const choice = { supplier_id: first, not_lowest: '最低的一家两周才到货' };
  const done = await api('Z001', 'POST', `/quote-sheets/${sheet.id}/settle`, choice, sheet.version);
  const again = { reason: '选定的一家没有货了' };
  await api('Z001', 'POST', `/quote-sheets/${sheet.id}/reopen`, again, done.version);
  // One lacks nothing, one is dearer than what is asked for: whoever signs sees both.
  const desk = { name: '多媒体讲台', unit: '张', quantity: '2', unit_price: '1280.00' };
  const waiting = await submitted(school, 'T001', [desk]);
  await compare(school, waiting.id, [
    { supplier_id: supplier, price: '1320.00', channel: 'shop' },
    { supplier_id: first, price: '1260.00', note: '含安装' },
  ]);
  await api('Z001', 'POST', `/suppliers/${third}/suspend`, { reason: '两次送货短斤少两' }, 1);
  const account = await furnishSupplier(school, supplier);
  const asking = { asking: waiting.id, askingApproval: waiting.approval };
  return { quoted, unasked, settled: small, supplier, account, ...asking };
}

interface Price {
  supplier_id: string | undefined;
  price: string;
  channel?: string;
  note?: string;
}

/** The sheet of a request of one line, with what each shop said. */
export async function compare(school: RealSchool, request: string, prices: readonly Price[]) {
  const { api } = school;
  let sheet = await api('Z001', 'POST', `/purchase-requests/${request}/quote-sheet`, {});
  for (const { supplier_id, price, channel = 'phone', note } of prices) {
    const upload_id = channel === 'screenshot' ? await invoicePhoto(school, 'Z001') : null;
    const lines = [{ position: 0, unit_price: price }];
    const body = { supplier_id, channel, quoted_on: day(-1), upload_id, note, lines };
    sheet = await api('Z001', 'POST', `/quote-sheets/${sheet.id}/quotes`, body, sheet.version);
  }
  return sheet;
}

/** Licences that hold, end, have ended and were replaced; accounts in force, refused and waiting, which is returned. */
async function furnishSupplier(school: RealSchool, id: string): Promise<string> {
  const { api } = school;
  const licence = async (kind: string, number: string, more: object) =>
    api('Z001', 'POST', `/suppliers/${id}/licences`, { kind, number, ...more });
  const upload_id = await invoicePhoto(school, 'Z001');
  await licence('business_licence', '91410103MA45ABCD1X', { upload_id });
  await licence('insurance', 'PZAU20250001', { expires_on: day(3) });
  await licence('insurance', 'PZAU20260002', { expires_on: day(9) });
  await licence('food_business_licence', 'JY14101030012345', {
    issued_on: '2021-02-01',
    expires_on: '2026-01-31',
  });
  const propose = async (account_number: string) => {
    const body = { account_name: '城南教学设备经营部', bank: '农业银行城南支行', account_number };
    const view = await api('Z001', 'POST', `/suppliers/${id}/bank-accounts`, body);
    return view.bank_accounts[0];
  };
  const decide = async (account: { id: string; version: number }, act: string, body: object) =>
    api('V001', 'POST', `/supplier-bank-accounts/${account.id}/${act}`, body, account.version);
  await decide(await propose('6222021200001111'), 'confirm', {});
  await decide(await propose('6222021200002222'), 'refuse', { reason: '电话核实，没有改过账户' });
  return (await propose('6222021200003333')).id;
}
