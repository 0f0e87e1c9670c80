import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AssetKind, AssetStatistics } from '@/api/schema';
import { formatMoney, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { IconChevronRight, IconPackage } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { type Bar, Bars, Line } from '../components/Bars';
import { kindOf } from '../kinds';
import { statisticsQuery } from '../list-queries';
import classes from './OverviewPage.module.css';

/** Categories beyond these are in the table of kinds. */
const MOST_CATEGORIES = 12;

/** The register in figures, every one of them a way into the list. */
export function OverviewPage() {
  const { data, error, refetch } = useQuery(statisticsQuery);
  return (
    <>
      <PageHeader
        back={{ to: '/assets', label: m.shell_nav_assets() }}
        title={m.overview_title()}
        facts={data && totalText(data)}
      />
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data ? data.total.cards > 0 ? <Figures data={data} /> : <Nothing /> : null}
      {data || error ? null : <PageSkeleton />}
    </>
  );
}

function totalText({ total }: AssetStatistics): string {
  const count = formatNumber(total.cards);
  const quantity = formatNumber(Number(total.quantity));
  return total.original_value
    ? m.overview_total_value({ count, quantity, value: formatMoney(total.original_value) })
    : m.overview_total({ count, quantity });
}

function Nothing() {
  return <EmptyState icon={IconPackage} title={m.overview_none()} text={m.overview_none_text()} />;
}

function Figures({ data }: { data: AssetStatistics }) {
  const values = data.total.original_value !== undefined;
  const [measure, setMeasure] = useState<'cards' | 'value'>('cards');
  const groups: [string, Bar[]][] = [
    [m.overview_by_kind(), data.kinds.map(kindBar)],
    [m.overview_by_building(), data.buildings.map(buildingBar)],
    [m.overview_by_category(), data.categories.slice(0, MOST_CATEGORIES).map(categoryBar)],
    [m.overview_by_year(), data.years.map(yearBar)],
    [m.overview_by_status(), data.statuses.map(statusBar)],
  ];
  return (
    <>
      <ToDo data={data} />
      {values ? (
        <div className={classes.measure}>
          <ChoiceCards
            label={m.overview_measure()}
            value={measure}
            onChange={setMeasure}
            choices={[
              { value: 'cards', label: m.overview_cards() },
              { value: 'value', label: m.overview_value() },
            ]}
          />
        </div>
      ) : null}
      <div className={classes.figures}>
        {groups.map(([title, bars]) => (
          <Bars key={title} title={title} bars={sorted(bars, measure)} measure={measure} />
        ))}
      </div>
    </>
  );
}

/** Years stay in their order; everything else by what is looked at. */
function sorted(bars: Bar[], measure: 'cards' | 'value'): Bar[] {
  const inOrder = bars.some(({ key }) => key.startsWith('year-'));
  return measure === 'cards' || inOrder
    ? bars
    : [...bars].sort(
        (a, b) => Number(b.figures.original_value ?? 0) - Number(a.figures.original_value ?? 0),
      );
}

/** Each kind is one or more classes of the codes; its list is found by them. */
const KIND_CODES: Partial<Record<AssetKind, string>> = {
  building: 'A0101',
  land: 'A0103',
  vehicle: 'A0203',
  collection: 'A03',
  book: 'A04',
  furniture: 'A05',
  animal_plant: 'A06',
  supplies: 'A07',
  intangible: 'A08',
};

function kindBar({ kind, ...figures }: AssetStatistics['kinds'][number]): Bar {
  const others: Partial<Record<AssetKind, () => string>> = {
    animal_plant: m.overview_animal_plant,
    supplies: m.overview_supplies,
  };
  const label = kindOf(kind)?.title() ?? others[kind]?.() ?? m.overview_other();
  const category = KIND_CODES[kind];
  return { key: kind, label, figures, search: category ? { category } : null };
}

function categoryBar({ code, name, ...figures }: AssetStatistics['categories'][number]): Bar {
  return { key: code, label: name || code, figures, search: { category: code } };
}

function buildingBar({ building, ...figures }: AssetStatistics['buildings'][number]): Bar {
  return {
    key: building?.id ?? 'none',
    label: building?.name ?? m.overview_no_building(),
    figures,
    search: building ? { location_id: building.id } : null,
  };
}

function statusBar({ status, status_text, ...figures }: AssetStatistics['statuses'][number]): Bar {
  return { key: status, label: status_text, figures, search: { status } };
}

function yearBar({ year, ...figures }: AssetStatistics['years'][number]): Bar {
  return {
    key: `year-${year}`,
    label: year ? String(year) : m.overview_no_year(),
    figures,
    search: year
      ? { acquired_from: `${year}-01-01`, acquired_to: `${year}-12-31` }
      : { without: 'acquired_on' },
  };
}

function ToDo({ data: { progress, total } }: { data: AssetStatistics }) {
  const open: [number, string, Record<string, string>][] = [
    [progress.without_custodian, m.overview_without_custodian(), { without: 'custodian' }],
    [progress.without_place, m.overview_without_place(), { without: 'location' }],
    [progress.label_suggested ?? 0, m.overview_label_suggested(), { label: 'suggested' }],
  ];
  const done: [number, string, Record<string, string>][] = [
    [progress.labelled, m.overview_labelled(), { label: 'printed' }],
    [progress.official, m.overview_official(), { official: 'entered' }],
  ];
  return (
    <div className={classes.figures}>
      <section aria-labelledby="todo">
        <h2 id="todo">{m.overview_todo()}</h2>
        <ul className={classes.tasks}>
          {open
            .filter(([count]) => count > 0)
            .map(([count, text, search]) => (
              <li key={text}>
                <Link to="/assets" search={search} className={classes.task}>
                  <span className={classes.count}>{formatNumber(count)}</span>
                  {text}
                  <IconChevronRight size={18} aria-hidden />
                </Link>
              </li>
            ))}
        </ul>
      </section>
      <section aria-labelledby="progress">
        <h2 id="progress">{m.overview_progress()}</h2>
        <ul className={classes.tasks}>
          {done.map(([count, text, search]) => (
            <li key={text}>
              <Link to="/assets" search={search} className={classes.task}>
                <span>{text}</span>
                <span className={classes.part}>
                  {m.overview_of({ part: formatNumber(count), whole: formatNumber(total.cards) })}
                </span>
                <Line part={count / total.cards} />
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
