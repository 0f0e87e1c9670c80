import { randomUUID } from 'node:crypto';
import { accepted, notice, posting } from './papers';
import { invoicePhoto } from './petty';
import { written } from './petty-senders';
import { approved } from './quotes';
import type { RealSchool } from './real-school';
import type { Sender } from './script-payloads';

/** A record keeps fifty scans and each call brings two: another one after twenty calls. */
function shared<T>(make: () => Promise<T>): () => Promise<T> {
  let [calls, made] = [0, make];
  return () => {
    if (calls % 20 === 0) {
      const one = make();
      made = () => one;
    }
    calls += 1;
    return made();
  };
}

/** How the operations on papers of purchases are called: Z001 keeps them. */
export function paperSenders(school: RealSchool): Record<string, () => Promise<Sender>> {
  const { api } = school;
  const bought = shared(async () => {
    const shop = await api('Z001', 'POST', '/suppliers', { name: `店 ${randomUUID()}` });
    return accepted(school, shop.id, `件 ${randomUUID()}`, 'H001');
  });
  const page = async () => ({ upload_ids: [await invoicePhoto(school, 'Z001')] });
  /** One that is put right: only then there is a reason to write. */
  const scan = (kind: string, find: () => Promise<string>) => async () => {
    const path = `/${kind}/${await find()}/signed-scans`;
    const first = await api('Z001', 'POST', path, await page());
    const body = { ...(await page()), replaces: first.items[0].id, reason: 'x' };
    return { by: 'Z001', path, body };
  };
  const sheet = shared(async () => {
    // Of what came whole no sheet is opened any more.
    const line = { name: `件 ${randomUUID()}`, unit: '个', quantity: '2', unit_price: '25.50' };
    const request = await approved(school, 'T001', ['Z001'], [line]);
    return (await api('Z001', 'POST', `/purchase-requests/${request}/quote-sheet`, {}))
      .id as string;
  });
  const slip = shared(() => written(school));
  /** Something of a store went to a class, and more of it is asked for. */
  // A school has two hundred stores at most: they share one.
  let store: Promise<{ id: string }> | undefined;
  const handedOut = shared(async () => {
    store ??= api('Z001', 'POST', '/stores', { name: `库 ${randomUUID()}` });
    const { id: store_id } = await store;
    const thing = { name: `物 ${randomUUID()}`, unit: '盒', category: '教学用品' };
    const { id: item_id } = await api('Z001', 'POST', '/stock-items', thing);
    const lines = [{ item_id, quantity: '9', value: '9.00' }];
    const receipt = { store_id, source: 'opening', lines };
    const { id: document } = await api('Z001', 'POST', '/stock-receipts', receipt);
    const classes = (await api('Z001', 'GET', '/classes')).items;
    const { id: distribution } = await api('Z001', 'POST', '/stock-distributions', {
      store_id,
      purpose: 'x',
      class_ids: [classes[0].id],
      lines: [{ item_id, quantities: ['1'] }],
    });
    const wish = { purpose: 'x', lines: [{ item_id, quantity: '1' }] };
    const { id: requisition } = await api('Z001', 'POST', '/requisitions', wish);
    return { document, distribution, requisition };
  });
  // A fund of a year to come, one for twenty calls.
  let year = 2040;
  const budget = shared(async () => {
    year += 1;
    const body = { year, fund: 'public', amount: '1.00', reason: 'x', allotted_before: null };
    return (await api('P001', 'POST', '/budgets', body)).id as string;
  });
  const account = shared(async () => {
    const shop = await api('Z001', 'POST', '/suppliers', { name: `店 ${randomUUID()}` });
    const body = { account_name: '店', bank: '农业银行', account_number: '6222021200001111' };
    const proposed = await api('Z001', 'POST', `/suppliers/${shop.id}/bank-accounts`, body);
    return proposed.bank_accounts[0].id as string;
  });
  const made = async () => {
    await bought();
    const { id, version } = await api('Z001', 'POST', '/publications', notice('公示'));
    return { id, version };
  };
  return {
    'POST /purchase-requests/{id}/signed-scans': scan(
      'purchase-requests',
      async () => (await bought()).request,
    ),
    'POST /quote-sheets/{id}/signed-scans': scan('quote-sheets', sheet),
    'POST /purchase-orders/{id}/signed-scans': scan(
      'purchase-orders',
      async () => (await bought()).order,
    ),
    'POST /goods-receipts/{id}/signed-scans': scan(
      'goods-receipts',
      async () => (await bought()).receipt,
    ),
    'POST /petty-purchases/{id}/signed-scans': scan('petty-purchases', slip),
    'POST /petty-purchases/{id}/shop-statement/signed-scans': scan(
      'petty-purchases',
      async () => `${await slip()}/shop-statement`,
    ),
    'POST /stock-documents/{id}/signed-scans': scan(
      'stock-documents',
      async () => (await handedOut()).document,
    ),
    'POST /stock-distributions/{id}/signed-scans': scan(
      'stock-distributions',
      async () => (await handedOut()).distribution,
    ),
    'POST /requisitions/{id}/signed-scans': scan(
      'requisitions',
      async () => (await handedOut()).requisition,
    ),
    'POST /budgets/{id}/signed-scans': scan('budgets', budget),
    'POST /supplier-bank-accounts/{id}/signed-scans': scan('supplier-bank-accounts', account),
    'POST /publications': async () => ({
      by: 'Z001',
      path: '/publications',
      body: notice('公示'),
    }),
    'POST /publications/{id}/post': async () => {
      const { id, version } = await made();
      return {
        by: 'Z001',
        path: `/publications/${id}/post`,
        body: await posting(school),
        version,
      };
    },
    'POST /publications/{id}/cancel': async () => {
      const { id, version } = await made();
      return { by: 'Z001', path: `/publications/${id}/cancel`, body: { reason: 'x' }, version };
    },
  };
}
