import { TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { ColleagueField } from '../components/ColleagueField';
import classes from './Exceptions.module.css';
import { type ExceptionValues, NO_EXCEPTION } from './exception-form';

interface Props {
  /** SD4 on an order: one person buys. SD2 on a receipt: who accepts. */
  rule: 'SD2' | 'SD4';
  /** Null while the rule is kept. */
  value: ExceptionValues | null;
  onChange: (value: ExceptionValues | null) => void;
  /** By field: "exception.reason", "exception.cosigner_id"; of the whole, "exception". */
  errors?: Readonly<Record<string, string>>;
  /** Those who have a part in it, as far as the form knows. */
  without?: readonly string[];
}

/** A rule that cannot be kept this time: why, and which colleague without a part in it signs for it. */
export function ExceptionFields({ rule, value, onChange, errors = {}, without }: Props) {
  const [title, text] =
    rule === 'SD4'
      ? [m.exceptions_ask_sd4(), m.exceptions_ask_sd4_text()]
      : [m.exceptions_ask_sd2(), m.exceptions_ask_sd2_text()];
  return (
    <section className={classes.ask} aria-label={title}>
      <CheckField
        label={title}
        data-path="exception"
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? NO_EXCEPTION : null)}
        error={errors.exception ?? errors['exception.rule']}
      />
      <p className={classes.text}>{text}</p>
      {value ? (
        <>
          <TextInput
            label={m.exceptions_why()}
            placeholder={m.exceptions_why_example()}
            data-path="exception.reason"
            maxLength={400}
            value={value.reason}
            onChange={(event) => onChange({ ...value, reason: event.currentTarget.value })}
            error={errors['exception.reason']}
          />
          {/* Anybody of the school but oneself; who has a part in it is the server's to refuse. */}
          <ColleagueField
            label={m.exceptions_cosigner()}
            description={m.exceptions_cosigner_text()}
            data-path="exception.cosigner_id"
            value={value.cosigner_id ? { id: value.cosigner_id, name: value.cosigner_name } : null}
            onChange={(one) =>
              onChange({ ...value, cosigner_id: one?.id ?? '', cosigner_name: one?.name ?? '' })
            }
            without={without}
            error={errors['exception.cosigner_id']}
          />
        </>
      ) : null}
    </section>
  );
}
