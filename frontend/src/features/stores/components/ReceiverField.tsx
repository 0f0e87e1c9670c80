import { m } from '@/i18n/messages';
import { PersonPicker, type PickedPerson } from '@/ui/PersonPicker';
import classes from './Chips.module.css';

interface Props {
  /** Who received last: one tap. */
  last: readonly PickedPerson[];
  value: PickedPerson | null;
  onChange: (person: PickedPerson | null) => void;
  error: string | undefined;
}

/** Who receives: those who came last stand there, everybody else is found by name. */
export function ReceiverField({ last, value, onChange, error }: Props) {
  return (
    <>
      {last.length > 0 ? (
        <fieldset className={classes.chips}>
          <legend className="sr-only">{m.stores_last_receivers()}</legend>
          {last.map((person) => (
            <button
              key={person.id}
              type="button"
              className={classes.chip}
              aria-pressed={person.id === value?.id}
              onClick={() => onChange(person)}
            >
              {person.name}
            </button>
          ))}
        </fieldset>
      ) : null}
      <PersonPicker
        label={m.stores_receiver()}
        value={value}
        onChange={onChange}
        error={error}
        data-path="receiver_id"
      />
    </>
  );
}
