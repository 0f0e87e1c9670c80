import type { LedgerAmount, LedgerBalance } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import paper from '@/ui/Paper.module.css';

/** An amount as people read it; nothing for whoever may not see it. */
export const money = (amount: string | null | undefined) => (amount ? formatMoney(amount) : '');

/** A head over a quantity and its value; only over the quantity where values are hidden. */
export function Twice({ label, values }: { label: string; values: boolean }) {
  return (
    <th scope="col" colSpan={values ? 2 : 1} className={paper.amount}>
      {label}
    </th>
  );
}

/** A quantity, and what it is worth beside it. */
export function Amount({
  amount,
  values,
}: {
  amount: LedgerAmount | LedgerBalance | null | undefined;
  values: boolean;
}) {
  return (
    <>
      <td className={paper.amount}>{amount?.quantity}</td>
      {values ? <td className={paper.amount}>{money(amount?.value)}</td> : null}
    </>
  );
}

/** What is left of the value. */
export function Worn({ balance, values }: { balance: LedgerBalance; values: boolean }) {
  return values ? (
    <>
      <td className={paper.amount}>{money(balance.accumulated_depreciation)}</td>
      <td className={paper.amount}>{money(balance.net_value)}</td>
    </>
  ) : null;
}
