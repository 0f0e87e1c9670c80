import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { problemOf } from '@/api/problem';
import { m } from '@/i18n/messages';
import { PickField } from './PickField';

export interface PickedPerson {
  id: string;
  name: string;
}

interface Props {
  label: string;
  description?: string;
  error?: React.ReactNode;
  value: PickedPerson | null;
  onChange: (person: PickedPerson | null) => void;
  compact?: boolean;
  'data-path'?: string;
}

/** Somebody of the school who is still here, by the beginning of the name or the staff number. */
export function PersonPicker({ value, onChange, ...field }: Props) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 250);
  const { data, error } = useQuery({
    queryKey: ['campus', 'people', 'pick', q],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/people', {
          params: { query: { q: q || undefined, active: true, limit: 80 } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  return (
    <PickField
      {...field}
      placeholder={m.ui_pick_person()}
      chosen={value?.name ?? null}
      onPick={(option) => onChange(option && { id: option.value, name: option.label })}
      options={data?.items.map((person) => ({
        value: person.id,
        label: person.name,
        hint: [person.staff_no, person.department].filter(Boolean).join(' · ') || undefined,
      }))}
      trouble={error && !data ? (problemOf(error)?.detail ?? m.ui_offline_text()) : undefined}
      text={text}
      onText={setText}
    />
  );
}
