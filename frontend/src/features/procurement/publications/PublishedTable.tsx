import type { PublicationReportRow, PublicationView, PublishedRow } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from '@/ui/Paper.module.css';
import classes from './Publication.module.css';

type OnBoard = Partial<Pick<PublicationReportRow, 'published_on' | 'overdue'>>;

/** A notice, whose rows hang there together, or a report, each of whose rows has its own day. */
type Published = Pick<PublicationView, 'total' | 'total_in_words'> &
  OnBoard & { rows: readonly (PublishedRow & OnBoard)[] };

/** What was accepted, as the rules of publication list it (domain.md E10), on the screen and on the wall. */
export function PublishedTable({ notice }: { notice: Published }) {
  return (
    <table className={[paper.table, paper.small, classes.published].join(' ')}>
      <thead>
        <tr>
          {HEADS().map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {notice.rows.map((row, index) => {
          const board = row.overdue === undefined ? notice : row;
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no id and do not move
          return <Row key={index} row={row} number={index + 1} board={board} />;
        })}
        <tr className={paper.sum}>
          <td colSpan={17}>
            {m.purchases_total()} {formatMoney(notice.total)}{' '}
            {m.papers_in_words({ words: notice.total_in_words })}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function HEADS(): string[] {
  return [
    m.publications_no(),
    m.publications_department(),
    m.publications_what(),
    m.publications_spec(),
    m.purchases_line_quantity(),
    m.purchases_line_price(),
    m.purchases_line_amount(),
    m.publications_method(),
    m.publications_quotes(),
    m.papers_supplier(),
    m.papers_buyers(),
    m.papers_acceptors(),
    m.purchases_fund(),
    m.publications_approvals(),
    m.publications_accepted_on(),
    m.publications_published_on(),
    m.publications_late(),
  ];
}

interface RowProps {
  row: PublishedRow;
  number: number;
  board: OnBoard;
}

function Row({ row, number, board }: RowProps) {
  return (
    <tr>
      <td>{number}</td>
      <td>{row.department}</td>
      <td className={classes.wide}>{row.name}</td>
      <td className={classes.wide}>{row.spec}</td>
      <td>{m.purchases_quantity({ quantity: row.quantity, unit: row.unit })}</td>
      <td className={classes.number}>{formatMoney(row.unit_price)}</td>
      <td className={classes.number}>{formatMoney(row.amount)}</td>
      <td>{row.method_text}</td>
      <td className={classes.number}>{row.quotes}</td>
      <td className={classes.wide}>{row.supplier}</td>
      <td>{row.buyers.join(' ')}</td>
      <td>{row.acceptors.join(' ')}</td>
      <td>{row.fund_title}</td>
      <td>
        <p className={paper.whole}>{row.request_number}</p>
        <p>{[...row.approvers, ...row.meetings].join(' ')}</p>
        <p className={paper.whole}>{row.approved_on}</p>
      </td>
      <td>
        <span className={paper.whole}>{row.accepted_on}</span>
      </td>
      <td>
        <span className={paper.whole}>{board.published_on}</span>
      </td>
      <td>{late(board)}</td>
    </tr>
  );
}

/** Nothing of what nobody says it of. */
function late({ overdue }: OnBoard): string | null {
  if (overdue === undefined) {
    return null;
  }
  return overdue ? m.publications_late_yes() : m.publications_late_no();
}
