import { language } from './locale';
import { m } from './messages';

/** Numbers and dates as people of a school read them. Only Intl; money stays a string until here. */

export let timeZone = 'Asia/Shanghai';
const CURRENCY = 'CNY';

/** Times are shown in the school's zone, wherever the reader's device believes it is. */
export function setSchoolTimeZone(zone: string): void {
  timeZone = zone;
}

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions, zone = timeZone): Intl.DateTimeFormat {
  const key = `${language()}|${zone}|${JSON.stringify(options)}`;
  let found = cache.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language(), { ...options, timeZone: zone });
    cache.set(key, found);
  }
  return found;
}

/** Days since the epoch of the civil day an instant falls on, in the given zone. */
function civilDay(instant: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(instant);
  return Date.parse(`${parts}T00:00:00Z`) / 86_400_000;
}

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

interface Moment {
  instant: Date;
  /** A civil date has no zone: it is the same day everywhere. */
  zone: string;
  dateOnly: boolean;
}

function moment(iso: string): Moment {
  const dateOnly = DATE_ONLY.test(iso);
  return {
    instant: new Date(dateOnly ? `${iso}T00:00:00Z` : iso),
    zone: dateOnly ? 'UTC' : timeZone,
    dateOnly,
  };
}

function clock({ instant, zone }: Moment): string {
  return formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone).format(instant);
}

/** Near dates by name (今天 10:35, 昨天), others as 9月3日 周四, with the year when it is another one. */
export function formatDate(iso: string, now: Date = new Date()): string {
  const at = moment(iso);
  if (Number.isNaN(at.instant.getTime())) {
    return iso;
  }
  const distance = civilDay(at.instant, at.zone) - civilDay(now, timeZone);
  if (distance === 0) {
    return at.dateOnly ? m.ui_date_today() : m.ui_date_today_at({ time: clock(at) });
  }
  if (distance === -1) {
    return m.ui_date_yesterday();
  }
  if (distance === 1) {
    return at.dateOnly ? m.ui_date_tomorrow() : m.ui_date_tomorrow_at({ time: clock(at) });
  }
  const year = formatter({ year: 'numeric' }, at.zone).format(at.instant);
  if (year !== formatter({ year: 'numeric' }).format(now)) {
    return formatter({ year: 'numeric', month: 'short', day: 'numeric' }, at.zone).format(
      at.instant,
    );
  }
  const day = formatter({ month: 'short', day: 'numeric' }, at.zone).format(at.instant);
  const weekday = formatter({ weekday: 'short' }, at.zone).format(at.instant);
  return m.ui_date_with_weekday({ date: day, weekday });
}

/** The same with the hour of every moment: in a history, five times "yesterday" tells nothing. */
export function formatMoment(iso: string, now: Date = new Date()): string {
  const at = moment(iso);
  const date = formatDate(iso, now);
  if (at.dateOnly || Number.isNaN(at.instant.getTime())) {
    return date;
  }
  const time = clock(at);
  const distance = civilDay(at.instant, at.zone) - civilDay(now, timeZone);
  if (distance === 0 || distance === 1) {
    return date;
  }
  return distance === -1 ? m.ui_date_yesterday_at({ time }) : m.ui_date_with_time({ date, time });
}

/** The exact moment, for hover and print. */
export function formatExact(iso: string): string {
  const at = moment(iso);
  if (Number.isNaN(at.instant.getTime())) {
    return iso;
  }
  const day: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'long',
  };
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  return formatter(at.dateOnly ? day : { ...day, ...time }, at.zone).format(at.instant);
}

/** "1234.50" → ¥1,234.50. The string goes to Intl as it is: a float would lose fen on large sums. */
export function formatMoney(amount: string): string {
  return new Intl.NumberFormat(language(), {
    style: 'currency',
    currency: CURRENCY,
    currencyDisplay: 'narrowSymbol',
    // Browsers take decimal strings; TypeScript's library does not know it yet.
  }).format(amount as unknown as number);
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
}

/** Today as a page's subtitle: 9月3日 星期四. */
export function formatToday(now: Date = new Date()): string {
  return formatter({ month: 'long', day: 'numeric', weekday: 'long' }).format(now);
}
