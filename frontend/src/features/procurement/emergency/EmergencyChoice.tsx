import { TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import classes from './Emergency.module.css';

/** The fewest characters that say why. */
export const SHORTEST_REASON = 4;

interface Props {
  /** Null while it can wait. */
  reason: string | null;
  onChange: (reason: string | null) => void;
  error: string | null;
}

/** Before a request is submitted: whether it can wait for its approvals. */
export function EmergencyChoice({ reason, onChange, error }: Props) {
  return (
    <section className={classes.choice} aria-label={m.emergency_choice()} data-screen-only>
      <CheckField
        label={m.emergency_choice()}
        checked={reason !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? '' : null)}
      />
      <p className={classes.text}>{m.emergency_choice_text()}</p>
      {reason === null ? null : (
        <TextInput
          label={m.emergency_reason()}
          placeholder={m.emergency_reason_example()}
          maxLength={400}
          value={reason}
          onChange={(event) => onChange(event.currentTarget.value)}
          error={error}
        />
      )}
    </section>
  );
}
