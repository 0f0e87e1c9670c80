import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import type { PersonRef } from '@/api/schema';
import { m } from '@/i18n/messages';
import { PickField } from '@/ui/PickField';
import { signersQuery } from '../queries';

interface Props {
  label: string;
  description?: string;
  value: PersonRef | null;
  onChange: (person: PersonRef | null) => void;
  error?: string | undefined;
  'data-path': string;
  /** Whoever fills the form, where he may not choose himself. */
  without?: string;
}

/** Anybody of the school, by the beginning of the name: whoever goes round need not see people otherwise. */
export function SignerField({ value, onChange, without, ...field }: Props) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 250);
  const found = useQuery({ ...signersQuery(q), placeholderData: keepPreviousData });
  return (
    <PickField
      {...field}
      placeholder={m.ui_pick_person()}
      chosen={value?.name ?? null}
      onPick={(option) => onChange(option && { id: option.value, name: option.label })}
      options={found.data?.items
        .filter(({ id }) => id !== without)
        .map(({ id, name }) => ({ value: id, label: name }))}
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
