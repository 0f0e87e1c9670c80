import { useMe } from '@/api/me';
import type { StockDistribution } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from '@/ui/Paper.module.css';
import { Signature, Signatures } from '@/ui/Signature';
import { approvers } from '../approvers';
import { Matrix } from './Matrix';
import classes from './PlanPaper.module.css';

/** As many things as stand side by side on an upright sheet; the others follow in tables of their own. */
const MOST_COLUMNS = 8;

/** 物品发放表: what each class is to get, who drew it up and who allowed it. */
export function PlanPaper({ distribution }: { distribution: StockDistribution }) {
  const { school } = useMe();
  const { number, purpose, store, submitted_at: at, state_text: state } = distribution;
  return (
    <div className={classes.page}>
      <article className={paper.paper}>
        <header className={paper.head}>
          <p>{school.name}</p>
          <p className={paper.title}>{m.stores_plan_paper()}</p>
          <p className={paper.number}>{number}</p>
        </header>
        <p className={paper.meta}>
          <span>{store.name}</span>
          <span>{m.stores_for({ purpose })}</span>
          <span>{formatExact(at)}</span>
        </p>
        <Tables distribution={distribution} />
        <Names distribution={distribution} />
        <p className={paper.printed}>
          {m.requisitions_printed({ state, date: formatExact(new Date().toISOString()) })}
        </p>
      </article>
    </div>
  );
}

function Tables({ distribution }: { distribution: StockDistribution }) {
  const { lines, classes: named } = distribution;
  const count = Math.ceil(lines.length / MOST_COLUMNS);
  const parts = Array.from({ length: count }, (_, at) =>
    lines.slice(at * MOST_COLUMNS, (at + 1) * MOST_COLUMNS),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone a wide table is moved by the keyboard
    <section className={classes.parts} aria-label={m.stores_plan_paper()} tabIndex={0}>
      {parts.map((part) => (
        <Matrix
          key={part[0]?.item.id}
          plan={{ classes: named, lines: part }}
          table={paper.table}
          number={paper.amount}
        />
      ))}
    </section>
  );
}

function Names({ distribution }: { distribution: StockDistribution }) {
  const { made_by: by, submitted_at: at, steps } = distribution;
  return (
    <Signatures>
      <Signature label={m.stores_made_by()} signed={[{ name: by.name, at }]} />
      {/* What nobody had to allow has no line that would stay empty. */}
      {steps.length > 0 ? (
        <Signature label={m.requisitions_approver()} signed={approvers(distribution)} />
      ) : null}
      <Signature label={m.stores_keeper()} signed={[]} />
    </Signatures>
  );
}
