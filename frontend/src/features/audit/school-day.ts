/** The instant at which a civil day begins in the school's zone, some days later; undefined for no date. */
export function dayStart(date: string, later: number, timeZone: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) {
    return undefined;
  }
  const midnight = Date.parse(`${date}T00:00:00Z`) + later * 86_400_000;
  if (Number.isNaN(midnight)) {
    return undefined;
  }
  // The zone's offset near that moment; a second look, because the first guess may lie across a change.
  const guess = midnight - offset(midnight, timeZone);
  return new Date(midnight - offset(guess, timeZone)).toISOString();
}

function offset(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '0';
  const local = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`;
  return Date.parse(local) - Math.floor(instant / 1000) * 1000;
}
