import type { PurchaseOrderLine, PurchaseOrderView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Money } from '@/ui/Money';
import { useNarrow } from '@/ui/use-narrow';
import table from '../components/LinesTable.module.css';
import classes from './OrderLines.module.css';

/** What was ordered, and how much of it came. Amounts only for those who see them. */
export function OrderLines({ order }: { order: PurchaseOrderView }) {
  const narrow = useNarrow();
  const { total } = order;
  return (
    <div>
      {narrow ? <Cards order={order} /> : <Table order={order} />}
      {total ? (
        <p className={classes.total}>
          <span>{m.purchases_total()}</span> <Money amount={total} />
        </p>
      ) : null}
      {order.total_in_words ? (
        <p className={classes.words}>{m.petty_in_words({ words: order.total_in_words })}</p>
      ) : null}
    </div>
  );
}

/** Before it is ordered nothing can have come, and of what is cancelled nothing will. */
const awaited = ({ state }: PurchaseOrderView) => state !== 'proposed' && state !== 'cancelled';

/** What was given up does not come any more. */
const stillComes = ({ state }: PurchaseOrderView) => state !== 'closed';

function Name({ line }: { line: PurchaseOrderLine }) {
  return (
    <>
      {line.name}
      {line.spec ? <span className={table.spec}>{line.spec}</span> : null}
      {line.food ? <span className={table.spec}>{m.orders_food()}</span> : null}
    </>
  );
}

const quantity = (line: PurchaseOrderLine, of: string) =>
  m.purchases_quantity({ quantity: of, unit: line.unit });

function Table({ order }: { order: PurchaseOrderView }) {
  const priced = Boolean(order.total);
  const heads = [
    m.purchases_line_quantity(),
    ...(priced ? [m.purchases_line_price(), m.purchases_line_amount()] : []),
    ...(awaited(order) ? [m.orders_accepted(), openWord(order)] : []),
  ];
  return (
    <table className={table.lines}>
      <caption className="sr-only">{m.orders_what()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.purchases_line_name()}</th>
          {heads.map((head) => (
            <th key={head} scope="col" className={table.number}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {order.lines.map((line) => (
          <tr key={line.position}>
            <td>
              <Name line={line} />
            </td>
            <td className={table.number}>{quantity(line, line.quantity)}</td>
            {priced ? (
              <>
                <td className={table.number}>
                  {line.unit_price ? <Money amount={line.unit_price} /> : null}
                </td>
                <td className={table.number}>
                  {line.amount ? <Money amount={line.amount} /> : null}
                </td>
              </>
            ) : null}
            {awaited(order) ? (
              <>
                <td className={table.number}>{quantity(line, line.accepted)}</td>
                <td className={table.number} data-open={line.open !== '0' || undefined}>
                  {quantity(line, line.open)}
                </td>
              </>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const openWord = (order: PurchaseOrderView) =>
  stillComes(order) ? m.orders_open() : m.orders_never_came();

/** On a phone six columns are too many: a line is a card. */
function Cards({ order }: { order: PurchaseOrderView }) {
  return (
    <ul className={classes.cards} aria-label={m.orders_what()}>
      {order.lines.map((line) => (
        <li key={line.position} className={classes.card}>
          <p className={classes.name}>
            <span>
              <Name line={line} />
            </span>
            {line.amount ? <Money amount={line.amount} /> : null}
          </p>
          <p className={classes.quiet}>
            {quantity(line, line.quantity)}
            {line.unit_price ? (
              <>
                {' × '}
                <Money amount={line.unit_price} />
              </>
            ) : null}
          </p>
          {awaited(order) ? (
            <p className={classes.came}>
              <span>
                {m.orders_accepted()} {quantity(line, line.accepted)}
              </span>
              <span>
                {openWord(order)} {quantity(line, line.open)}
              </span>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
