import { expect, test } from 'vitest';
import type { ClaimPacket, PurchaseRequestView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { contents } from './contents';

const packet = {
  request_number: 'CG1',
  requested: '400.00',
  orders: [{ id: 'o', number: 'DG1', readable: true, total: '400.00' }],
  receipts: [
    {
      id: 'r',
      number: 'YS1',
      readable: true,
      total: '400.00',
      invoice_nos: ['12345678'],
      became: [
        { kind: 'card', id: 'c', number: 'ZC1' },
        { kind: 'stock', id: 's', number: 'RK1' },
      ],
    },
  ],
} as unknown as ClaimPacket;

/** No meeting decided about it. */
const request = { steps: [], round: 1 } as unknown as PurchaseRequestView;

test('what goods were taken in by stands behind their receipt; a card is no paper', () => {
  expect(contents(packet, request, () => true).map(({ name, number }) => [name, number])).toEqual([
    [m.papers_request(), 'CG1'],
    [m.papers_order(), 'DG1'],
    [m.papers_receipt(), 'YS1'],
    [m.papers_stock_in(), 'RK1'],
    [m.papers_invoices(), '12345678'],
  ]);
});

test('whoever does not see a store is told that this paper is not here', () => {
  const stock = contents(packet, request, (id) => id !== 's').find(({ key }) => key === 's');
  expect(stock?.name).toContain(m.papers_not_readable());
});
