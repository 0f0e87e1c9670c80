import type { PurchaseContent } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Money } from '@/ui/Money';
import classes from './LinesTable.module.css';

/** What is asked for or was bought, line by line, with its sum. */
export function LinesTable({ content }: { content: Pick<PurchaseContent, 'lines' | 'total'> }) {
  return (
    <table className={classes.lines}>
      <caption className="sr-only">{m.purchases_section_what()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.purchases_line_name()}</th>
          <th scope="col" className={classes.number}>
            {m.purchases_line_quantity()}
          </th>
          <th scope="col" className={classes.number}>
            {m.purchases_line_price()}
          </th>
          <th scope="col" className={classes.number}>
            {m.purchases_line_amount()}
          </th>
        </tr>
      </thead>
      <tbody>
        {content.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id and do not move
          <tr key={index}>
            <td>
              {line.name}
              {line.spec ? <span className={classes.spec}>{line.spec}</span> : null}
            </td>
            <td className={classes.number}>
              {m.purchases_quantity({ quantity: line.quantity, unit: line.unit })}
            </td>
            <td className={classes.number}>
              <Money amount={line.unit_price} />
            </td>
            <td className={classes.number}>
              <Money amount={line.amount} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {m.purchases_total()}
          </th>
          <td className={classes.number}>
            <Money amount={content.total} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
