import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SchoolHome as Home, LateHolder, OpenWork } from '@/api/schema';
import { formatDate, formatMoney, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { IconChevronRight } from '@/ui/icons';
import { homeQuery } from '../queries';
import { sizeOf, sumText } from '../words';
import { FigureBars } from './FigureBars';
import classes from './SchoolHome.module.css';

/** The logistics of the school at a glance: what is late and who holds it first, sums below. */
export function SchoolHome() {
  const { data, error, refetch } = useQuery(homeQuery);
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null;
  }
  return (
    <section className={classes.home} aria-labelledby="school-home">
      <h2 id="school-home" className={classes.title}>
        {m.home_title()}
      </h2>
      <div className={classes.parts}>
        <Late late={data.late} />
        <Open open={data.open} />
        <Spend home={data} />
        <Value home={data} />
        <Completeness home={data} />
      </div>
      <p className={classes.more}>
        <Link to="/term-summaries" className={classes.way}>
          {m.home_summaries()}
          <IconChevronRight size={18} aria-hidden />
        </Link>
      </p>
    </section>
  );
}

function Late({ late }: { late: Home['late'] }) {
  return (
    <section className={classes.part} aria-labelledby="home-late">
      <h3 id="home-late" data-late={late.count > 0 || undefined}>
        {late.count > 0
          ? m.home_late_count({ count: formatNumber(late.count) })
          : m.home_late_title()}
      </h3>
      {late.count === 0 ? <p className={classes.none}>{m.home_late_none()}</p> : null}
      <ul>
        {late.holders.map((holder) => (
          <Holder key={holder.person?.id ?? holder.title} holder={holder} />
        ))}
      </ul>
      {late.others > 0 ? (
        <p className={classes.none}>{m.home_late_others({ count: formatNumber(late.others) })}</p>
      ) : null}
    </section>
  );
}

/** Somebody, and each kind of what he holds as a way to its rows. */
function Holder({ holder }: { holder: LateHolder }) {
  return (
    <li className={classes.holder}>
      <p className={classes.name}>{holder.title}</p>
      <ul>
        {holder.kinds.map((kind) => (
          <li key={`${kind.figure} ${kind.part}`}>
            <Link
              to="/school-home/figures/$figure"
              params={{ figure: kind.figure }}
              search={{
                part: kind.part,
                holder_id: kind.holder_id ?? undefined,
                unheld: kind.unheld || undefined,
              }}
              className={classes.task}
            >
              <span className={classes.count} data-late>
                {formatNumber(kind.count)}
              </span>
              <span>
                {kind.title}
                {kind.oldest_on ? (
                  <span className={classes.since}>
                    {m.home_late_since({ date: formatDate(kind.oldest_on) })}
                  </span>
                ) : null}
              </span>
              <IconChevronRight size={18} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </li>
  );
}

function Open({ open }: { open: readonly OpenWork[] }) {
  return (
    <section className={classes.part} aria-labelledby="home-open">
      <h3 id="home-open">{m.home_open_title()}</h3>
      {open.length === 0 ? <p className={classes.none}>{m.home_open_none()}</p> : null}
      <ul>
        {open.map((kind) => (
          <li key={kind.figure}>
            <Link
              to="/school-home/figures/$figure"
              params={{ figure: kind.figure }}
              className={classes.task}
            >
              <span className={classes.count}>{formatNumber(kind.count)}</span>
              <span>
                {kind.title}
                <OpenNote kind={kind} />
              </span>
              <IconChevronRight size={18} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OpenNote({ kind }: { kind: OpenWork }) {
  const notes = [
    kind.late ? m.home_open_late({ count: formatNumber(kind.late) }) : null,
    kind.amount ? formatMoney(kind.amount) : null,
  ].filter(Boolean);
  return notes.length > 0 ? <span className={classes.since}>{notes.join(' · ')}</span> : null;
}

function Spend({ home: { spend } }: { home: Home }) {
  const year = String(spend.year);
  const total = formatMoney(spend.figure.sum.amount ?? '0');
  const before = formatMoney(spend.year_before);
  return (
    <div className={classes.chart}>
      <FigureBars
        title={m.home_spend_title({ year })}
        head={m.home_spend_head()}
        bars={spend.funds.map((fund) => ({
          key: fund.fund,
          label: fund.title,
          size: Number(fund.spent),
          text: formatMoney(fund.spent),
          before: { size: Number(fund.year_before), text: formatMoney(fund.year_before) },
          link: {
            to: '/school-home/figures/$figure',
            params: { figure: spend.figure.key },
            search: { part: fund.fund },
          },
        }))}
      />
      <p className={classes.note}>{m.home_spend_total({ total, before })}</p>
    </div>
  );
}

function Value({ home: { value } }: { home: Home }) {
  return (
    <div className={classes.chart}>
      <FigureBars
        title={m.home_value_title()}
        head={m.home_value_head()}
        bars={value.parts.map((part) => ({
          key: part.part,
          label: part.title,
          size: sizeOf(part.sum),
          text: formatMoney(part.sum.amount ?? '0'),
          link: {
            to: '/school-home/figures/$figure',
            params: { figure: value.key },
            search: { part: part.part },
          },
        }))}
      />
      <p className={classes.note}>{sumText(value.measure, value.sum)}</p>
    </div>
  );
}

/** How complete the books of others are; nothing while no feature says so. */
function Completeness({ home: { completeness } }: { home: Home }) {
  return completeness.length === 0 ? null : (
    <FigureBars
      title={m.home_complete_title()}
      head={m.home_complete_head()}
      bars={completeness.map((figure) => ({
        key: figure.key,
        label: figure.title,
        size: figure.sum.per_mille ?? 0,
        text: sumText(figure.measure, figure.sum),
        link: { to: '/school-home/figures/$figure', params: { figure: figure.key } },
      }))}
    />
  );
}
