import { Link } from '@tanstack/react-router';
import type { FoodIssueRow, FoodReceiptRow } from '@/api/schema';
import { formatMoney, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from '@/ui/Paper.module.css';
import { lotName, sumOf } from '../food';
import classes from '../pages/LedgerPage.module.css';
import { nameOf } from '../shelf';

/** What came in, with the columns that the county prints. */
export function FoodReceiptsTable({ rows }: { rows: readonly FoodReceiptRow[] }) {
  return (
    <table className={`${paper.table} ${paper.small}`}>
      <thead>
        <tr>
          <th scope="col">{m.stores_item()}</th>
          <th scope="col">{m.stores_food_brand()}</th>
          <th scope="col">{m.stores_food_came_on()}</th>
          <th scope="col">{m.stores_lot_no()}</th>
          <th scope="col">{m.stores_food_shelf()}</th>
          <th scope="col" className={paper.amount}>
            {m.stores_quantity()}
          </th>
          <th scope="col" className={paper.amount}>
            {m.stores_food_price()}
          </th>
          <th scope="col" className={paper.amount}>
            {m.stores_food_value()}
          </th>
          <th scope="col">{m.stores_lot_supplier()}</th>
          <th scope="col">{m.stores_food_supplier_sign()}</th>
          <th scope="col">{m.stores_food_acceptors()}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ReceiptRow key={row.id} row={row} />
        ))}
        <tr className={paper.sum}>
          <td colSpan={7}>{m.stores_food_sum()}</td>
          <td className={paper.amount}>{formatMoney(sumOf(rows.map(({ value }) => value)))}</td>
          <td colSpan={3} />
        </tr>
      </tbody>
    </table>
  );
}

function ReceiptRow({ row }: { row: FoodReceiptRow }) {
  const { item } = row;
  return (
    <tr>
      <td>
        <LotLink id={row.lot_id} name={nameOf(item)} />
      </td>
      <td>{row.brand}</td>
      <td className={paper.whole}>
        {row.happened_on}
        <Late late={row.late} />
      </td>
      <td>{lotName(row)}</td>
      <td>{shelf(row)}</td>
      <td className={paper.amount}>
        {m.stores_amount({ quantity: row.quantity, unit: item.unit })}
      </td>
      <td className={paper.amount}>{formatMoney(row.unit_price)}</td>
      <td className={paper.amount}>{formatMoney(row.value)}</td>
      <td>{row.supplier}</td>
      <td>{row.supplier_signer}</td>
      <td>{row.acceptors.map(({ name }) => name).join(m.ui_list_separator())}</td>
    </tr>
  );
}

/** For how long it keeps, and until when. */
const shelf = ({ shelf_life_days: days, expires_on: until }: FoodReceiptRow): string =>
  [typeof days === 'number' ? m.stores_food_days({ days: formatNumber(days) }) : null, until]
    .filter(Boolean)
    .join(' · ');

/** What went out, and for what. */
export function FoodIssuesTable({ rows }: { rows: readonly FoodIssueRow[] }) {
  return (
    <table className={`${paper.table} ${paper.small}`}>
      <thead>
        <tr>
          <th scope="col">{m.stores_day()}</th>
          <th scope="col">{m.stores_item()}</th>
          <th scope="col">{m.stores_lot_no()}</th>
          <th scope="col">{m.stores_food_shelf()}</th>
          <th scope="col" className={paper.amount}>
            {m.stores_quantity()}
          </th>
          <th scope="col" className={paper.amount}>
            {m.stores_food_value()}
          </th>
          <th scope="col">{m.stores_purpose()}</th>
          <th scope="col">{m.stores_receiver()}</th>
          <th scope="col">{m.stores_food_issued_by()}</th>
          <th scope="col">{m.stores_number()}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <IssueRow key={row.id} row={row} />
        ))}
        <tr className={paper.sum}>
          <td colSpan={5}>{m.stores_food_sum()}</td>
          <td className={paper.amount}>{formatMoney(sumOf(rows.map(({ value }) => value)))}</td>
          <td colSpan={4} />
        </tr>
      </tbody>
    </table>
  );
}

function IssueRow({ row }: { row: FoodIssueRow }) {
  const { item } = row;
  const amount = (quantity: string) => m.stores_amount({ quantity, unit: item.unit });
  return (
    <tr>
      <td className={paper.whole}>
        {row.happened_on}
        <Late late={row.late} />
      </td>
      <td>
        <LotLink id={row.lot_id} name={nameOf(item)} />
      </td>
      <td>{lotName(row)}</td>
      <td className={paper.whole}>{row.expires_on}</td>
      <td className={paper.amount}>
        {row.came_back === '0'
          ? amount(row.went_out)
          : m.stores_food_back({ quantity: amount(row.came_back) })}
      </td>
      <td className={paper.amount}>{formatMoney(row.value)}</td>
      <td>{row.purpose}</td>
      <td>{[row.class?.name, row.receiver?.name].filter(Boolean).join(' ')}</td>
      <td>{row.issued_by.name}</td>
      <td className={paper.whole}>
        <Link
          to="/stores/documents/$documentId"
          params={{ documentId: row.document_id }}
          className={classes.link}
        >
          {row.number}
        </Link>
      </td>
    </tr>
  );
}

function LotLink({ id, name }: { id: string; name: string }) {
  return (
    <Link to="/stores/lots/$lotId" params={{ lotId: id }} className={classes.link}>
      {name}
    </Link>
  );
}

/** Written down on a later day than it happened: no offence, and not unseen. */
function Late({ late }: { late: boolean }) {
  return late ? <> {m.stores_food_late()}</> : null;
}
