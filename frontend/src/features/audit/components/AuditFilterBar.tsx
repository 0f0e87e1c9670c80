import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AuditEventView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { IconX } from '@/ui/icons';
import { PersonPicker } from '@/ui/PersonPicker';
import { SelectField } from '@/ui/SelectField';
import type { AuditPatch } from '../pages/AuditPage';
import { type AuditFilters, actionsQuery } from '../queries';
import { KINDS, kindName } from '../words';
import classes from './AuditFilterBar.module.css';

interface Props {
  filters: AuditFilters;
  rows: readonly AuditEventView[];
  seesPeople: boolean;
  onChange: (patch: AuditPatch) => void;
  onClear: () => void;
}

/** Person, act, kind of record, its number, days. One record among namesakes is taken from a row. */
export function AuditFilterBar({ filters, rows, seesPeople, onChange, onClear }: Props) {
  const known = rows.find((row) => row.actor_id === filters.actor_id)?.actor_name;
  const [picked, setPicked] = useState<string | null>(null);
  const actions = useQuery(actionsQuery);
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
      <SelectField
        label={m.audit_act()}
        value={filters.action ?? ''}
        options={[{ value: '', label: m.audit_any() }, ...(actions.data ?? []).map(option)]}
        onChange={(event) => onChange({ action: event.currentTarget.value || undefined })}
      />
      <SelectField
        label={m.audit_subject_kind()}
        value={filters.subject_kind ?? ''}
        options={[
          { value: '', label: m.audit_any() },
          ...KINDS.map((kind) => ({ value: kind, label: kindName(kind) })),
        ]}
        onChange={(event) => onChange({ subject_kind: event.currentTarget.value || undefined })}
      />
      <NumberField
        key={filters.q ?? ''}
        value={filters.q ?? ''}
        onFind={(q) => onChange({ q: q || undefined })}
      />
      <TextInput
        type="date"
        label={m.audit_from()}
        value={filters.from ?? ''}
        onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
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

const option = ({ key, text }: { key: string; text: string }) => ({ value: key, label: text });

interface NumberProps {
  value: string;
  onFind: (q: string) => void;
}

/** Asked when it is whole: half a number is another record's, or nobody's. */
function NumberField({ value, onFind }: NumberProps) {
  const [typed, setTyped] = useState(value);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onFind(typed.trim());
      }}
    >
      <TextInput
        type="search"
        label={m.audit_number()}
        placeholder={m.audit_number_example()}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => typed.trim() !== value && onFind(typed.trim())}
      />
    </form>
  );
}

function Chips({ filters, rows, onChange }: Pick<Props, 'filters' | 'rows' | 'onChange'>) {
  const subject = rows
    .flatMap((row) => row.subjects)
    .find((candidate) => candidate.id === filters.subject_id)?.label;
  const chips = [
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
