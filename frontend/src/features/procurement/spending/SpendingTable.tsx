import { formatMoney } from '@/i18n/format';
import { WideTable } from '@/ui/WideTable';
import classes from './Spending.module.css';

interface Props {
  title: string;
  heads: readonly string[];
  /** What it is of, and amounts. */
  rows: readonly { key: string; label: string; amounts: readonly string[] }[];
}

/** What the bars beside it are made of. */
export function SpendingTable({ title, heads, rows }: Props) {
  return rows.length === 0 ? null : (
    <WideTable label={title}>
      <table className={classes.table} aria-label={title}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, amounts }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              {amounts.map((amount, index) => (
                <td key={heads[index + 1]}>{formatMoney(amount)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
