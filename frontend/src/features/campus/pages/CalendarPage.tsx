import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useMe, usePermission } from '@/api/me';
import type { CalendarView, DayView } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { formatSchoolDay } from '@/i18n/school-week';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { DayDialog } from '../calendar/DayDialog';
import { MonthGrid } from '../calendar/MonthGrid';
import { months, schoolYearOf } from '../calendar/months';
import { calendarQuery } from '../calendar/queries';
import { styles } from '../calendar/styles';
import { Terms } from '../calendar/Terms';

interface Props {
  /** The school year in the address; this year's when left out. */
  year: number | undefined;
  onYear: (year: number | undefined) => void;
}

/** A school year by months: what each day is, which week it is, and the terms. */
export function CalendarPage({ year: asked, onYear }: Props) {
  const { term } = useMe();
  const today = schoolDay();
  const year = asked ?? schoolYearOf(today);
  const query = useQuery(calendarQuery(year));
  const facts = [term?.title, formatSchoolDay(today, term)].filter(Boolean).join(' · ');
  return (
    <>
      <PageHeader
        back={{ to: '/settings', label: m.shell_nav_settings() }}
        title={m.calendar_title()}
        facts={facts}
      />
      <p style={styles.small}>{m.calendar_lead()}</p>
      <nav style={styles.years} aria-label={m.calendar_term_year()}>
        <Button variant="default" onClick={() => onYear(year - 1)}>
          {m.calendar_year_before()}
        </Button>
        <strong role="status">{m.calendar_year({ from: year, to: year + 1 })}</strong>
        <Button variant="default" onClick={() => onYear(year + 1)}>
          {m.calendar_year_after()}
        </Button>
      </nav>
      {query.data ? (
        <Year calendar={query.data} year={year} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function Year({ calendar, year }: { calendar: CalendarView; year: number }) {
  const manages = usePermission('calendar.manage');
  const [picked, setPicked] = useState<DayView | null>(null);
  const shown = useMemo(() => months(calendar.days), [calendar.days]);
  const known = calendar.holidays_known_until;
  return (
    <>
      <Terms terms={calendar.terms} year={year} manages={manages} />
      <p style={styles.legend}>{m.calendar_legend()}</p>
      {known && known < calendar.to ? (
        <p style={styles.legend}>{m.calendar_unknown_after({ date: formatExact(known) })}</p>
      ) : null}
      <div style={styles.months}>
        {shown.map((month) => (
          <MonthGrid
            key={month.key}
            month={month}
            today={calendar.today}
            onPick={manages ? setPicked : undefined}
          />
        ))}
      </div>
      <DayDialog day={picked} terms={calendar.terms} onClose={() => setPicked(null)} />
    </>
  );
}
