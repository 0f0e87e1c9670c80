import type { ImportProgress } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import classes from './import.module.css';

const PHASES: Record<string, () => string> = {
  reading: m.imports_phase_reading,
  checking: m.imports_phase_checking,
  writing: m.imports_phase_writing,
};

/** An import that is being done. A bar without an end until the server knows how many rows there are. */
export function Running({ progress }: { progress: ImportProgress | null }) {
  const total = progress?.total ?? null;
  return (
    <section className={classes.stack} aria-labelledby="running">
      <h2 id="running">{m.imports_running()}</h2>
      <progress
        className={classes.bar}
        aria-labelledby="running"
        {...(progress && total ? { value: progress.done, max: total } : {})}
      />
      <p role="status">
        {PHASES[progress?.phase ?? 'reading']?.()}
        {progress && total
          ? ` ${m.imports_phase_of({ done: formatNumber(progress.done), total: formatNumber(total) })}`
          : null}
      </p>
      <p className={classes.quiet}>{m.imports_running_text()}</p>
    </section>
  );
}
