import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import type { PersonRef } from '@/api/schema';
import { m } from '@/i18n/messages';
import { PickField } from '@/ui/PickField';
import { witnessesQuery } from './queries';

interface Props {
  value: PersonRef | null;
  onChange: (person: PersonRef | null) => void;
  error?: string;
}

/** Who saw it: anybody of the school but oneself, by the beginning of the name. */
export function WitnessField({ value, onChange, error }: Props) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 250);
  const found = useQuery({ ...witnessesQuery(q), placeholderData: keepPreviousData });
  return (
    <PickField
      label={m.petty_witness()}
      data-path="witness_id"
      description={m.petty_witness_text()}
      placeholder={m.ui_pick_person()}
      error={error}
      chosen={value?.name ?? null}
      onPick={(option) => onChange(option && { id: option.value, name: option.label })}
      options={found.data?.items.map(({ id, name }) => ({ value: id, label: name }))}
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
