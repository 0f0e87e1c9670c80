import type { StockDistribution } from '@/api/schema';
import { m } from '@/i18n/messages';
import { nameOf } from '../shelf';

interface Props {
  plan: Pick<StockDistribution, 'classes' | 'lines'>;
  /** How the table and its numbers look. */
  table: string | undefined;
  number: string | undefined;
}

/** A row a class, a column a thing. */
export function Matrix({ plan, table, number }: Props) {
  const { lines, classes } = plan;
  return (
    <table className={table}>
      <thead>
        <tr>
          <th scope="col">{m.stores_class()}</th>
          {lines.map(({ item }) => (
            <th key={item.id} scope="col" className={number}>
              {nameOf(item)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {classes.map((one, at) => (
          <tr key={one.id}>
            <th scope="row">{one.name}</th>
            {lines.map(({ item, quantities }) => (
              <td key={item.id} className={number}>
                {quantities[at]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{m.stores_sum()}</th>
          {lines.map(({ item, total }) => (
            <td key={item.id} className={number}>
              {m.stores_amount({ quantity: total, unit: item.unit })}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}
