import { useMe } from '@/api/me';
import type { CanteenStaffRef } from '@/api/schema';
import { m } from '@/i18n/messages';
import { PersonPicker, type PickedPerson } from '@/ui/PersonPicker';
import { SelectField } from '@/ui/SelectField';

interface OperatorProps {
  label: string;
  operators: readonly CanteenStaffRef[];
  value: string;
  onChange: (id: string) => void;
  error?: string | undefined;
  path: string;
}

/** Of the staff only who may handle food on that day. */
export function OperatorField({ label, operators, value, onChange, error, path }: OperatorProps) {
  return (
    <SelectField
      label={label}
      description={operators.length === 0 ? m.canteen_no_operators() : undefined}
      value={value}
      error={error}
      data-path={path}
      onChange={(event) => onChange(event.currentTarget.value)}
      options={operators.map(({ id, name }) => ({ value: id, label: name }))}
    >
      <option value="">{m.canteen_choose()}</option>
    </SelectField>
  );
}

interface SupervisorProps {
  value: PickedPerson | null;
  onChange: (person: PickedPerson | null) => void;
  error?: string | undefined;
}

/** Oneself, unless another is named. */
export function SupervisorField({ value, onChange, error }: SupervisorProps) {
  const { person } = useMe();
  return (
    <PersonPicker
      label={m.canteen_supervisor()}
      description={m.canteen_supervisor_text({ name: person.name })}
      value={value}
      onChange={onChange}
      error={error}
      data-path="supervisor_id"
    />
  );
}
