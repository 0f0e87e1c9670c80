import type { DayView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { weekday } from '@/i18n/school-week';

import type { Month } from './months';
import { styles } from './styles';
import { dayKindWord, mark } from './words';

interface Props {
  month: Month;
  today: string;
  /** Left out for readers: the days are then no buttons. */
  onPick?: (day: DayView) => void;
}

/** Monday to Sunday of any week: only their names are taken. */
const HEADS = [5, 6, 7, 8, 9, 10, 11].map((day) => `2026-01-${String(day).padStart(2, '0')}`);

/** Beside the mark, never alone. */
const COLOURS: Record<DayView['kind'], string> = {
  school_day: 'inherit',
  weekend: 'var(--st-muted)',
  vacation: 'var(--st-muted)',
  holiday: 'var(--st-pine)',
  makeup_workday: 'var(--st-amber)',
};

/** A month as a table: weeks of the term at its side, a mark on every day that is not what its weekday says. */
export function MonthGrid({ month, today, onPick }: Props) {
  const title = m.calendar_month({ year: month.year, month: month.month });
  return (
    <section>
      <h3 id={`m${month.key}`}>{title}</h3>
      <table style={styles.table} aria-labelledby={`m${month.key}`}>
        <thead>
          <tr>
            <th scope="col" style={styles.week}>
              <span className="sr-only">{m.calendar_week_short()}</span>
            </th>
            {HEADS.map((day) => (
              <th key={day} style={styles.head} scope="col" abbr={weekday(day)}>
                {weekday(day, 'short').replace(/^周/, '').slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {month.weeks.map((week, index) => (
            <WeekRow
              // biome-ignore lint/suspicious/noArrayIndexKey: weeks of a month do not move
              key={index}
              week={week}
              today={today}
              onPick={onPick}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function WeekRow({ week, today, onPick }: { week: (DayView | null)[] } & Omit<Props, 'month'>) {
  const number = week.find((day) => day?.week)?.week;
  return (
    <tr>
      <th scope="row" style={styles.week}>
        {number ? <span title={m.calendar_week({ week: number })}>{number}</span> : null}
      </th>
      {week.map((day, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: seven columns
        <td key={column} style={styles.cell}>
          {day ? <Day day={day} today={today} onPick={onPick} /> : null}
        </td>
      ))}
    </tr>
  );
}

function Day({ day, today, onPick }: { day: DayView } & Omit<Props, 'month'>) {
  const [, month = 0, date = 0] = day.day.split('-').map(Number);
  const sign = mark(day.kind, day.by_school);
  const told = [
    m.calendar_day_of({ month, day: date }),
    day.name,
    dayKindWord(day.kind),
    day.day === today ? m.calendar_today() : null,
  ];
  const spoken = told.filter(Boolean).join(' ');
  const content = (
    <>
      <span aria-hidden>{date}</span>
      {sign ? (
        <span style={day.by_school ? styles.own : styles.mark} aria-hidden>
          {sign}
        </span>
      ) : null}
    </>
  );
  const now = day.day === today;
  const style = { ...styles.day, color: COLOURS[day.kind], ...(now ? styles.today : {}) };
  const shown = { title: spoken, style };
  return onPick ? (
    <button type="button" aria-label={spoken} onClick={() => onPick(day)} {...shown}>
      {content}
    </button>
  ) : (
    <span {...shown}>
      <span className="sr-only">{spoken}</span>
      {content}
    </span>
  );
}
