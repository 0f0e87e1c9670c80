import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from '@/ui/Paper.module.css';

interface Line {
  name: string;
  spec?: string | null;
  /** With its unit. */
  quantity: string;
  unit_price?: string | null;
  amount?: string | null;
}

interface Props {
  lines: readonly Line[];
  total: string;
  words: string | null;
}

/** Things with their prices and the total in figures and capital figures. */
export function LinesPaper({ lines, total, words }: Props) {
  return (
    <table className={paper.table}>
      <thead>
        <tr>
          <th scope="col" className={paper.wide}>
            {m.petty_name_and_spec()}
          </th>
          <th scope="col" className={paper.amount}>
            {m.purchases_line_quantity()}
          </th>
          <th scope="col" className={paper.amount}>
            {m.purchases_line_price()}
          </th>
          <th scope="col" className={paper.amount}>
            {m.purchases_line_amount()}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id and do not move
          <tr key={index}>
            <td>{[line.name, line.spec].filter(Boolean).join(' ')}</td>
            <td className={paper.amount}>{line.quantity}</td>
            <td className={paper.amount}>{line.unit_price ? formatMoney(line.unit_price) : ''}</td>
            <td className={paper.amount}>{line.amount ? formatMoney(line.amount) : ''}</td>
          </tr>
        ))}
        <tr className={paper.sum}>
          <td colSpan={3}>
            {m.purchases_total()} {words ? m.papers_in_words({ words }) : null}
          </td>
          <td className={paper.amount}>{total}</td>
        </tr>
      </tbody>
    </table>
  );
}
