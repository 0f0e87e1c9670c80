import { formatMoney } from '@/i18n/format';
import classes from './Money.module.css';

/** An amount as the API sends it, "1234.50". Align its column to the end. */
export function Money({ amount }: { amount: string }) {
  return <span className={classes.money}>{formatMoney(amount)}</span>;
}
