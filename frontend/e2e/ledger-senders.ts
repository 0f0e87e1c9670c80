import type { Sender } from './script-payloads';

/** What finance says and what is exported: Z001 may. */
export function ledgerSenders(): Record<string, () => Promise<Sender>> {
  return {
    'POST /ledger-reconciliations': async () => ({
      by: 'Z001',
      path: '/ledger-reconciliations',
      body: {
        as_of: '2026-09-30',
        source: 'x',
        balances: [{ category_code: 'A02', original_value: '1.00' }],
        vouchers: [{ voucher_no: '记-1', amount: '1.00', summary: 'x' }],
      },
    }),
    'POST /ledger-exports': async () => ({
      by: 'Z001',
      path: '/ledger-exports',
      body: { ledger: 'detail_by_class', category_code: 'A02' },
    }),
  };
}
