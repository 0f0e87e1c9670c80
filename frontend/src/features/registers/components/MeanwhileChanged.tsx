import type { AssetView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { IconInfoCircle } from '@/ui/icons';
import classes from './MeanwhileChanged.module.css';

const FACTS: readonly [keyof AssetView, () => string][] = [
  ['name', m.registers_name],
  ['spec_model', m.registers_spec],
  ['brand', m.registers_brand],
  ['serial_no', m.registers_serial],
  ['unit', m.registers_unit],
  ['acquired_on', m.registers_acquired],
  ['acquisition_method', m.registers_method],
  ['supplier', m.registers_supplier],
  ['status_text', m.registers_status],
  ['remarks', m.registers_remarks],
];

/** What somebody else has changed while this form was open: what was typed stays, and the next attempt counts. */
export function MeanwhileChanged({ opened, now }: { opened: AssetView; now: AssetView }) {
  if (opened.version === now.version) {
    return null;
  }
  const changed = FACTS.filter(([name]) => (opened[name] ?? null) !== (now[name] ?? null));
  return (
    <div className={classes.notice} role="status">
      <IconInfoCircle size={20} aria-hidden />
      <div>
        <p>{m.cards_stale()}</p>
        {changed.map(([name, label]) => (
          <p key={name}>
            {m.cards_now({ name: label(), value: String(now[name] ?? m.ui_none()) })}
          </p>
        ))}
      </div>
    </div>
  );
}
