import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AuditEventView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { IconX } from '@/ui/icons';
import { PersonPicker } from '@/ui/PersonPicker';
import type { AuditPatch } from '../pages/AuditPage';
import type { AuditFilters } from '../queries';
import classes from './AuditFilterBar.module.css';

interface Props {
  filters: AuditFilters;
  rows: readonly AuditEventView[];
  seesPeople: boolean;
  onChange: (patch: AuditPatch) => void;
  onClear: () => void;
}

/** Person and days; the act and the record are taken from a row: nobody knows their names by heart. */
export function AuditFilterBar({ filters, rows, seesPeople, onChange, onClear }: Props) {
  const known = rows.find((row) => row.actor_id === filters.actor_id)?.actor_name;
  const [picked, setPicked] = useState<string | null>(null);
  const active = Object.values(filters).some(Boolean);
  return (
    <search className={classes.bar} data-screen-only>
      {seesPeople ? (
        <div className={classes.person}>
          <PersonPicker
            label={m.audit_person()}
            value={
              filters.actor_id
                ? { id: filters.actor_id, name: known ?? picked ?? m.audit_this_person() }
                : null
            }
            onChange={(person) => {
              setPicked(person?.name ?? null);
              onChange({ actor_id: person?.id });
            }}
          />
        </div>
      ) : null}
      <TextInput
        className={classes.day}
        type="date"
        label={m.audit_from()}
        value={filters.from ?? ''}
        onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        className={classes.day}
        type="date"
        label={m.audit_to()}
        value={filters.to ?? ''}
        onChange={(event) => onChange({ to: event.currentTarget.value || undefined })}
      />
      {active ? (
        <Button variant="subtle" onClick={onClear}>
          {m.ui_filters_clear()}
        </Button>
      ) : null}
      <Chips filters={filters} rows={rows} onChange={onChange} />
    </search>
  );
}

function Chips({ filters, rows, onChange }: Pick<Props, 'filters' | 'rows' | 'onChange'>) {
  const action = rows.find((row) => row.action === filters.action)?.action_text;
  const subject = rows
    .flatMap((row) => row.subjects)
    .find((candidate) => candidate.id === filters.subject_id)?.label;
  const chips = [
    filters.action
      ? { name: 'action' as const, label: m.audit_act(), value: action ?? filters.action }
      : null,
    filters.subject_id
      ? { name: 'subject_id' as const, label: m.audit_record(), value: subject ?? '' }
      : null,
  ].filter((chip) => chip !== null);
  return chips.length > 0 ? (
    <ul className={classes.chips} aria-label={m.ui_filters_active()}>
      {chips.map((chip) => (
        <li key={chip.name}>
          <button
            type="button"
            className={classes.chip}
            aria-label={m.ui_filter_remove({ name: chip.label, value: chip.value })}
            onClick={() => onChange({ [chip.name]: undefined })}
          >
            {m.ui_filter_chip({ name: chip.label, value: chip.value })}
            <IconX size={14} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  ) : null;
}
