import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { problemOf } from '@/api/problem';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { PickField } from '@/ui/PickField';
import { witnessesQuery } from '../petty/queries';
import classes from './Exceptions.module.css';
import { type ExceptionValues, NO_EXCEPTION } from './exception-form';

interface Props {
  /** SD4 on an order: one person buys. SD2 on a receipt: who accepts. */
  rule: 'SD2' | 'SD4';
  /** Null while the rule is kept. */
  value: ExceptionValues | null;
  onChange: (value: ExceptionValues | null) => void;
  /** By field: "exception.reason", "exception.cosigner_id"; of the whole, "exception". */
  errors?: Readonly<Record<string, ReactNode>>;
}

/** A rule that cannot be kept this time: why, and which colleague without a part in it signs for it. */
export function ExceptionFields({ rule, value, onChange, errors = {} }: Props) {
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
          <Cosigner
            value={value.cosigner}
            onChange={(cosigner) => onChange({ ...value, cosigner })}
            error={errors['exception.cosigner_id']}
          />
        </>
      ) : null}
    </section>
  );
}

interface CosignerProps {
  value: ExceptionValues['cosigner'];
  onChange: (person: ExceptionValues['cosigner']) => void;
  error: ReactNode;
}

/** Anybody of the school but oneself; who has a part in it is the server's to refuse. */
function Cosigner({ value, onChange, error }: CosignerProps) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 250);
  const found = useQuery({ ...witnessesQuery(q), placeholderData: keepPreviousData });
  const trouble = found.error && !found.data ? found.error : null;
  return (
    <PickField
      label={m.exceptions_cosigner()}
      data-path="exception.cosigner_id"
      description={m.exceptions_cosigner_text()}
      placeholder={m.ui_pick_person()}
      error={error}
      chosen={value?.name ?? null}
      onPick={(option) => onChange(option && { id: option.value, name: option.label })}
      options={found.data?.items.map(({ id, name }) => ({ value: id, label: name }))}
      trouble={trouble ? (problemOf(trouble)?.detail ?? m.ui_offline_text()) : undefined}
      text={text}
      onText={setText}
    />
  );
}
