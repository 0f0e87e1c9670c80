import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReceivedStock } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Facts } from '@/ui/Facts';
import { PageHeader } from '@/ui/PageHeader';
import { receivedQuery } from '../queries';
import { remarks } from '../remarks';
import { nameOf } from '../shelf';
import classes from './ItemPage.module.css';

const HOW: Record<NonNullable<ReceivedStock['confirmation']>, () => string> = {
  on_device: m.requisitions_received_on_device,
  on_paper: m.requisitions_received_on_paper,
};

/** What somebody received, as it was written down; where the link of his message leads. */
export function ReceivedPage({ issueId }: { issueId: string }) {
  const { data: issue } = useSuspenseQuery(receivedQuery(issueId));
  const { confirmation, repair_case: repair } = issue;
  return (
    <>
      <PageHeader
        number={issue.number}
        title={issue.purpose ?? m.requisitions_received()}
        back={{ to: '/requisitions/received', label: m.requisitions_received() }}
        facts={issue.late ? m.stores_late({ date: formatExact(issue.recorded_at) }) : undefined}
      />
      <p className={classes.reason}>{m.requisitions_received_wrong()}</p>
      <div className={classes.columns}>
        <div className={classes.main}>
          <ul className={classes.lines} aria-label={m.stores_items()}>
            {issue.lines.map((line) => (
              <li key={line.item.id}>
                <span>
                  {nameOf(line.item)}
                  <span className={classes.left}>{remarks(line)}</span>
                </span>
                <span className={classes.amount}>
                  {m.stores_amount({ quantity: line.quantity, unit: line.item.unit })}
                </span>
              </li>
            ))}
          </ul>
          {repair ? <p>{m.stores_repair_no({ number: repair.number })}</p> : null}
        </div>
        <aside className={classes.facts} aria-label={m.stores_facts()}>
          <Facts
            items={[
              { label: m.stores_handed_out_by(), value: issue.recorded_by.name },
              { label: m.stores_store(), value: issue.store.name },
              { label: m.stores_class(), value: issue.class?.name },
              { label: m.stores_day(), value: <DateText value={issue.happened_on} /> },
              {
                label: m.requisitions_received_how(),
                value: confirmation ? HOW[confirmation]() : undefined,
              },
            ]}
          />
        </aside>
      </div>
    </>
  );
}
