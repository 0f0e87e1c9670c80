import type { ReactNode } from 'react';
import type { AssetTimelineEntry, LedgerCard } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from '@/ui/Paper.module.css';
import { WideTable } from '@/ui/WideTable';
import { Amount, Twice, Worn } from './Cells';

interface Props {
  ledger: LedgerCard;
  changes: readonly AssetTimelineEntry[];
}

/** The histories of a card below each other; one that is empty is left out. */
export function CardTables({ ledger, changes }: Props) {
  const { values } = ledger.head;
  return (
    <>
      <History
        title={m.reports_value_history()}
        rows={ledger.entries}
        heads={
          <tr>
            <th scope="col">{m.reports_date()}</th>
            <th scope="col">{m.reports_summary()}</th>
            <Twice label={m.reports_change()} values={values} />
            <Twice label={m.reports_balance()} values={values} />
            {values ? (
              <>
                <th scope="col" className={paper.amount}>
                  {m.reports_depreciation()}
                </th>
                <th scope="col" className={paper.amount}>
                  {m.reports_net()}
                </th>
              </>
            ) : null}
          </tr>
        }
        row={(entry) => (
          <tr
            key={`${entry.posted_on} ${entry.summary} ${entry.balance.quantity} ${entry.balance.value}`}
          >
            <td className={paper.whole}>{formatExact(entry.posted_on)}</td>
            <td>{entry.summary}</td>
            <Amount amount={entry.change} values={values} />
            <Amount amount={entry.balance} values={values} />
            <Worn balance={entry.balance} values={values} />
          </tr>
        )}
      />
      <History
        title={m.reports_place_history()}
        rows={ledger.stays}
        heads={
          <Heads
            names={[
              m.reports_stay_from(),
              m.reports_stay_until(),
              m.reports_place(),
              m.reports_custodian(),
              m.reports_reason(),
            ]}
          />
        }
        row={(stay) => (
          <tr key={`${stay.from} ${stay.until} ${stay.location} ${stay.custodian}`}>
            <td className={paper.whole}>{formatExact(stay.from)}</td>
            <td className={paper.whole}>{stay.until ? formatExact(stay.until) : ''}</td>
            <td>{stay.location ?? m.reports_nowhere()}</td>
            <td>{stay.custodian}</td>
            <td>{stay.reason}</td>
          </tr>
        )}
      />
      <History
        title={m.reports_repair_history()}
        rows={ledger.repairs}
        heads={
          <Heads
            names={[
              m.reports_number(),
              m.reports_date(),
              m.reports_fault(),
              m.reports_work(),
              m.reports_done_on(),
            ]}
          />
        }
        row={(repair) => (
          <tr key={repair.id}>
            <td>{repair.number}</td>
            <td className={paper.whole}>{formatExact(repair.reported_on)}</td>
            <td>
              {repair.category} {repair.description}
            </td>
            <td>{repair.work_note}</td>
            <td className={paper.whole}>{repair.done_on ? formatExact(repair.done_on) : ''}</td>
          </tr>
        )}
      />
      <History
        title={m.reports_change_history()}
        rows={changes}
        heads={<Heads names={[m.reports_date(), m.reports_summary(), m.reports_by()]} />}
        row={(change) => (
          <tr key={change.id}>
            <td className={paper.whole}>{formatExact(change.at)}</td>
            <td>{change.text}</td>
            <td>{change.actor_name}</td>
          </tr>
        )}
      />
    </>
  );
}

function Heads({ names }: { names: readonly string[] }) {
  return (
    <tr>
      {names.map((name) => (
        <th key={name} scope="col">
          {name}
        </th>
      ))}
    </tr>
  );
}

interface HistoryProps<Row> {
  title: string;
  heads: ReactNode;
  rows: readonly Row[];
  row: (row: Row) => ReactNode;
}

function History<Row>({ title, heads, rows, row }: HistoryProps<Row>) {
  return rows.length === 0 ? null : (
    <section aria-label={title}>
      <p className={paper.label}>{title}</p>
      <WideTable label={title}>
        <table className={`${paper.table} ${paper.small}`}>
          <thead>{heads}</thead>
          <tbody>{rows.map(row)}</tbody>
        </table>
      </WideTable>
    </section>
  );
}
