import type { GoodsReceiptView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from './Receipts.module.css';

/** Who accepted, who has not signed yet; and who bought, which is never one of them. */
export function Signers({ receipt }: { receipt: GoodsReceiptView }) {
  return (
    <section aria-labelledby="signers">
      <h2 id="signers">{m.receipts_section_who()}</h2>
      <ul className={classes.signers}>
        {receipt.acceptors.map(({ id, name, using_side, signed_at }) => (
          <li key={id}>
            <span className={classes.name}>
              {name}
              {using_side ? <span className={classes.side}>{m.receipts_for_users()}</span> : null}
            </span>
            {signed_at ? (
              <span className={classes.signed}>
                <StatusBadge tone="done">{m.receipts_signed()}</StatusBadge>
                <DateText value={signed_at} hour />
              </span>
            ) : (
              <StatusBadge tone="waiting">{m.receipts_not_signed()}</StatusBadge>
            )}
          </li>
        ))}
      </ul>
      <p className={classes.buyers}>
        {m.receipts_bought_by({
          names: receipt.buyers.map(({ name }) => name).join(m.receipts_list_comma()),
        })}
      </p>
    </section>
  );
}
