import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { treeQuery } from '@/api/places';
import { m } from '@/i18n/messages';
import { PickField } from './PickField';
import { matches } from './words';

type Kind = 'campus' | 'building' | 'floor' | 'room' | 'zone';

interface Props {
  label: string;
  description?: string;
  error?: React.ReactNode;
  value: string | null;
  onChange: (id: string | null) => void;
  /** Only these kinds; all when left out. */
  kinds?: readonly Kind[];
  compact?: boolean;
  placeholder?: string;
  'data-path'?: string;
}

/** A place of the school, found by any part of its path: "203", "致远 3层". */
export function PlacePicker({ value, onChange, kinds, ...field }: Props) {
  const [text, setText] = useState('');
  const { data, isError } = useQuery(treeQuery);
  const options = useMemo(
    () =>
      data
        ?.filter((place) => !kinds || kinds.includes(place.kind))
        .filter((place) => matches(text, place.path, place.responsible_person?.name))
        .map((place) => ({
          value: place.id,
          label: place.path,
          hint: place.responsible_person?.name,
        })),
    [data, kinds, text],
  );
  const chosen = value ? (data?.find((place) => place.id === value)?.path ?? m.ui_loading()) : null;
  return (
    <PickField
      {...field}
      placeholder={field.placeholder ?? m.ui_pick_place()}
      chosen={chosen}
      onPick={(option) => onChange(option?.value ?? null)}
      options={options}
      trouble={isError && !data ? m.ui_offline_text() : undefined}
      text={text}
      onText={setText}
    />
  );
}
