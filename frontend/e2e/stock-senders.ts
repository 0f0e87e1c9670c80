import { randomUUID } from 'node:crypto';
import type { RealSchool } from './real-school';
import type { Body, Sender } from './script-payloads';

/** How each operation of the stores is called: whatever it uses up is made anew. `person` keeps the stores and receives. */
export function stockSenders(
  { api }: RealSchool,
  person: string,
): Record<string, () => Promise<Sender>> {
  const newStore = async () => {
    const body = { name: `库 ${randomUUID()}`, keeper_ids: [person] };
    return (await api('Z001', 'POST', '/stores', body)).id as string;
  };
  // A school has two hundred stores at most: what only needs one shares it.
  let first: Promise<string> | undefined;
  const theStore = () => {
    first ??= newStore();
    return first;
  };
  let otherStore: Promise<string> | undefined;
  const newItem = async () => {
    const body = { name: `物 ${randomUUID()}`, unit: '盒', category: '教学用品' };
    return (await api('Z001', 'POST', '/stock-items', body)).id as string;
  };
  const received = (store: string, item: string) => ({
    store_id: store,
    source: 'opening',
    lines: [{ item_id: item, quantity: '9', value: '9.00' }],
  });
  const stocked = async () => {
    const [store, item] = [await theStore(), await newItem()];
    await api('Z001', 'POST', '/stock-receipts', received(store, item));
    return { store, item };
  };
  const handedOut = ({ store, item }: { store: string; item: string }) => ({
    store_id: store,
    receiver_id: person,
    purpose: 'x',
    confirmation: 'on_device',
    lines: [{ item_id: item, quantity: '1' }],
  });
  const requisition = (item: string) => ({
    purpose: 'x',
    lines: [{ item_id: item, quantity: '1' }],
  });
  const requested = async (act: string, body: Body) => {
    const stock = await stocked();
    const { id, approval_id } = await api('W001', 'POST', '/requisitions', requisition(stock.item));
    await api('Z001', 'POST', `/approvals/${approval_id}/${act}`, body, 1);
    return { ...stock, id: id as string };
  };
  const toClass = async ({ store, item }: { store: string; item: string }) => {
    const classes = (await api('Z001', 'GET', '/classes')).items;
    const lines = [{ item_id: item, quantities: ['1'] }];
    return { store_id: store, purpose: 'x', class_ids: [classes[0].id], lines };
  };
  /** Something controlled for a class: put before whoever decides, and what he said. */
  const planned = async (act?: string, said?: Body) => {
    const paper = { name: `纸 ${randomUUID()}`, unit: '包', category: '纸', controlled_above: '0' };
    const { id: item } = await api('Z001', 'POST', '/stock-items', paper);
    const body = await toClass({ store: await theStore(), item });
    const { id, approval_id } = await api('Z001', 'POST', '/stock-distributions', body);
    if (act) await api('V001', 'POST', `/approvals/${approval_id}/${act}`, said, 1);
    return { id: id as string, body };
  };
  const onLot = async (act: string, body: Body) => {
    const { item } = await stocked();
    const { lots } = await api('Z001', 'GET', `/stock-items/${item}`);
    const [{ id, version }] = lots as [{ id: string; version: number }];
    return { by: 'Z001', path: `/stock-lots/${id}/${act}`, body, version };
  };
  return {
    'POST /stores': async () => ({
      by: 'Z001',
      path: '/stores',
      body: { name: `库 ${randomUUID()}` },
    }),
    'PUT /stores/{id}': async () => ({
      by: 'Z001',
      path: `/stores/${await newStore()}`,
      body: { name: `库 ${randomUUID()}` },
      version: 1,
    }),
    'POST /stock-items': async () => ({
      by: 'Z001',
      path: '/stock-items',
      body: { name: `物 ${randomUUID()}`, unit: '盒', category: '教学用品' },
    }),
    'PUT /stock-items/{id}': async () => ({
      by: 'Z001',
      path: `/stock-items/${await newItem()}`,
      body: { name: `物 ${randomUUID()}`, unit: '盒', category: '教学用品' },
      version: 1,
    }),
    'POST /stock-receipts': async () => ({
      by: 'Z001',
      path: '/stock-receipts',
      body: received(await newStore(), await newItem()),
    }),
    'POST /stock-issues': async () => ({
      by: 'Z001',
      path: '/stock-issues',
      body: handedOut(await stocked()),
    }),
    'POST /stock-returns': async () => {
      const stock = await stocked();
      const { id } = await api('Z001', 'POST', '/stock-issues', handedOut(stock));
      const lines = [{ item_id: stock.item, quantity: '1' }];
      return { by: 'Z001', path: '/stock-returns', body: { issue_id: id, lines } };
    },
    'POST /stock-transfers': async () => {
      const { store, item } = await stocked();
      otherStore ??= newStore();
      const lines = [{ item_id: item, quantity: '1' }];
      const to_store_id = await otherStore;
      const body = { store_id: store, to_store_id, receiver_id: person, lines };
      return { by: 'Z001', path: '/stock-transfers', body };
    },
    'POST /stock-bin-moves': async () => {
      const { store, item } = await stocked();
      const { lots } = await api('Z001', 'GET', `/stock-items/${item}`);
      const seen = lots.map(({ id, version }: Body) => ({ id, version }));
      const body = { store_id: store, item_id: item, lots: seen, bin: '甲架' };
      return { by: 'Z001', path: '/stock-bin-moves', body };
    },
    'POST /stock-lots/{id}/stop': async () => onLot('stop', { reason: 'x' }),
    'POST /stock-lots/{id}/release': async () => {
      const { path, ...sender } = await onLot('release', { reason: 'x' });
      const lot = path.replace(/release$/, 'stop');
      await api('Z001', 'POST', lot, { reason: 'x' }, sender.version);
      return { ...sender, path, version: sender.version + 1 };
    },
    'POST /stock-lots/{id}/name': async () => onLot('name', { lot_no: 'A1' }),
    'POST /stock-counts': async () => {
      const { store, item } = await stocked();
      const me = (await api('Z001', 'GET', '/me')).person.id;
      const lines = [{ item_id: item, counted: '8' }];
      const body = { store_id: store, counter_ids: [person, me], keeper_id: person, lines };
      return { by: 'Z001', path: '/stock-counts', body };
    },
    'POST /stock-distributions': async () => ({
      by: 'Z001',
      path: '/stock-distributions',
      body: await toClass(await stocked()),
    }),
    'PUT /stock-distributions/{id}': async () => {
      const { id, body } = await planned('return', { reason: 'x' });
      return { by: 'Z001', path: `/stock-distributions/${id}`, body, version: 2 };
    },
    'POST /stock-distributions/{id}/cancel': async () => {
      const { id } = await planned();
      const path = `/stock-distributions/${id}/cancel`;
      return { by: 'Z001', path, body: { reason: 'x' }, version: 1 };
    },
    'POST /requisitions': async () => ({
      by: 'W001',
      path: '/requisitions',
      body: requisition(await newItem()),
    }),
    'PUT /requisitions/{id}': async () => {
      const { id, item } = await requested('return', { reason: 'x' });
      return { by: 'W001', path: `/requisitions/${id}`, body: requisition(item), version: 2 };
    },
    'POST /requisitions/{id}/cancel': async () => {
      const { id } = await requested('approve', {});
      const path = `/requisitions/${id}/cancel`;
      return { by: 'W001', path, body: { reason: 'x' }, version: 2 };
    },
    'POST /requisitions/{id}/issue': async () => {
      const { id, store } = await requested('approve', {});
      const old_pieces = [{ line: 0, pieces: 0 }];
      const body = { store_id: store, confirmation: 'on_device', old_pieces };
      return { by: 'Z001', path: `/requisitions/${id}/issue`, body, version: 2 };
    },
  };
}
