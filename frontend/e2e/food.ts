import type { RealSchool } from './real-school';

/** Milk of two lots, one of them recalled, and rice: a day of the county's ledgers. */
export async function keepFood(api: RealSchool['api'], store: string, receiver: string) {
  const add = async (name: string, group: string, storage: string) => {
    const body = { name, unit: '箱', category: '食品', food: { group, storage } };
    return (await api('Z001', 'POST', '/stock-items', body)).id as string;
  };
  const milk = await add('纯牛奶', 'non_staple', 'ambient');
  const rice = await add('大米', 'staple', 'ambient');
  const line = (item_id: string, lot_no: string, expires_on: string) => ({
    item_id,
    quantity: '10',
    value: '480.00',
    lot_no,
    produced_on: '2026-09-01',
    expires_on,
  });
  const lines = [
    line(milk, '20260901A', '2036-09-01'),
    line(milk, '20260901B', '2036-10-01'),
    line(rice, 'DM-0901', '2037-03-01'),
  ];
  const given = { store_id: store, source: 'donation', note: '家委会', lines };
  await api('Z001', 'POST', '/stock-receipts', given);
  const { lots } = await api('Z001', 'GET', `/stock-items/${milk}`);
  const [good, recalled] = lots as { id: string; version: number }[];
  const reason = { reason: '厂家通知召回' };
  await api('Z001', 'POST', `/stock-lots/${recalled?.id}/stop`, reason, recalled?.version);
  // Whoever keeps the store hands nothing out to himself.
  await api('Z001', 'POST', '/stock-issues', {
    store_id: store,
    receiver_id: receiver,
    purpose: '午餐',
    confirmation: 'on_device',
    lines: [{ item_id: milk, quantity: '2' }],
  });
  return { lot: good?.id as string, stoppedLot: recalled?.id as string };
}
