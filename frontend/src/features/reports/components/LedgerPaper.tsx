import type { ReactNode } from 'react';
import { useMe } from '@/api/me';
import type { LedgerHead } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { Signature, Signatures } from '@/ui/Signature';
import { sheetsOf } from '@/ui/sheets';
import { TermLine } from '@/ui/TermLine';
import { WideTable } from '@/ui/WideTable';
import classes from './LedgerPaper.module.css';

interface Props<Row> {
  head: LedgerHead;
  title: string;
  /** Whose account it is. */
  account?: string | undefined;
  /** Rows of the table's head. */
  heads: ReactNode;
  rows: readonly Row[];
  row: (row: Row) => ReactNode;
  /** Below the last row. */
  sums?: ReactNode;
}

/** A ledger on its sheets: at most 25 lines each, the heads on every one of them, numbered through. */
export function LedgerPaper<Row>({ head, title, account, heads, rows, row, sums }: Props<Row>) {
  const { person } = useMe();
  const sheets = sheetsOf(rows);
  return (
    <div className={classes.landscape}>
      <PrintSheet kind="form">
        <div className={classes.pages}>
          {sheets.map((some, index) => (
            <article
              // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is its number
              key={index}
              className={`${paper.paper} ${classes.sheet}`}
            >
              <PaperHead head={head} title={title} account={account} />
              <WideTable
                label={
                  sheets.length > 1 ? m.reports_sheet_label({ title, page: index + 1 }) : title
                }
              >
                <table className={`${paper.table} ${paper.small}`}>
                  <thead>{heads}</thead>
                  <tbody>
                    {some.map(row)}
                    {index === sheets.length - 1 ? sums : null}
                  </tbody>
                </table>
              </WideTable>
              {index === sheets.length - 1 ? (
                <Signatures>
                  <Signature
                    label={m.reports_prepared_by()}
                    signed={[{ name: person.name, at: null }]}
                  />
                  <Signature label={m.reports_reviewed_by()} signed={[]} />
                  <Signature label={m.reports_approved_by()} signed={[]} />
                </Signatures>
              ) : null}
              <p className={paper.printed}>
                {m.reports_page({ page: index + 1, pages: sheets.length })} ·{' '}
                {m.reports_printed({ date: formatExact(new Date().toISOString()) })}
              </p>
            </article>
          ))}
        </div>
      </PrintSheet>
    </div>
  );
}

function PaperHead({ head, title, account }: Pick<Props<never>, 'head' | 'title' | 'account'>) {
  const live = head.go_live ? formatExact(head.go_live) : m.ui_none();
  return (
    <>
      <header className={paper.head}>
        <p>{head.school}</p>
        <p className={paper.title}>{title}</p>
        <TermLine day={head.as_of} />
      </header>
      <p className={paper.meta}>
        {account ? <span>{account}</span> : null}
        <span>
          {m.reports_between({ from: formatExact(head.from), to: formatExact(head.as_of) })}
        </span>
        <span>{m.reports_go_live({ date: live })}</span>
        {head.basis === 'books' ? null : <span className={classes.basis}>{head.basis_text}</span>}
      </p>
    </>
  );
}
