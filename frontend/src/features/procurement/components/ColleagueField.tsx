import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import type { PersonRef } from '@/api/schema';
import { m } from '@/i18n/messages';
import { PickField } from '@/ui/PickField';
import { matches } from '@/ui/words';
import { colleaguesQuery } from '../queries';

interface Props {
  label: string;
  description?: string;
  value: PersonRef | null;
  onChange: (person: PersonRef | null) => void;
  error?: string | undefined;
  'data-path': string;
  /** Whoever fills the form, where he may choose himself. */
  me?: PersonRef;
  /** Those who are not chosen here. */
  without?: readonly string[];
}

/** Anybody of the school but oneself, by the beginning of the name: also for those who may not look through the school's people. */
export function ColleagueField({ value, onChange, me, without = [], ...field }: Props) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 250);
  const found = useQuery({ ...colleaguesQuery(q), placeholderData: keepPreviousData });
  const myself = me && matches(text, me.name) ? [me] : [];
  return (
    <PickField
      {...field}
      placeholder={m.ui_pick_person()}
      chosen={value?.name ?? null}
      onPick={(option) => onChange(option && { id: option.value, name: option.label })}
      options={
        found.data &&
        [...myself, ...found.data.items]
          .filter(({ id }) => !without.includes(id))
          .map(({ id, name }) => ({ value: id, label: name }))
      }
      trouble={
        found.error && !found.data
          ? (problemOf(found.error)?.detail ?? m.ui_offline_text())
          : undefined
      }
      text={text}
      onText={setText}
    />
  );
}
