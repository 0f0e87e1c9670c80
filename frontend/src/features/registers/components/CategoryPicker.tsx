import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { problemOf } from '@/api/problem';
import { language } from '@/i18n/locale';
import { m } from '@/i18n/messages';
import { PickField } from '@/ui/PickField';
import { matches } from '@/ui/words';
import { CLASSES } from '../filter-words';
import { categoriesQuery } from '../queries';

interface Props {
  label: string;
  description?: string;
  error?: React.ReactNode;
  /** A category code. */
  value: string | null;
  onChange: (code: string | null) => void;
  compact?: boolean;
  /** Whole classes may be chosen too: as a filter, not on a card. */
  classes?: boolean;
  'data-path'?: string;
}

/** One of the national codes, found by name, everyday name or code. */
export function CategoryPicker({ value, onChange, classes = false, ...field }: Props) {
  const [text, setText] = useState('');
  const { data, error } = useQuery(categoriesQuery);
  const english = language() === 'en';
  const whole = useMemo(() => (classes ? classOptions(text) : []), [classes, text]);
  const single = useMemo(
    () =>
      data
        ?.filter(({ code, name_zh, name_en, aliases }) =>
          matches(text, code, name_zh, name_en, ...aliases),
        )
        .map((category) => ({
          value: category.code,
          label: english ? category.name_en : category.name_zh,
          hint: [category.code, ...category.aliases.slice(0, 4)].join(' · '),
        })),
    [data, text, english],
  );
  const found = data?.find((category) => category.code === value);
  const name = found && (english ? found.name_en : found.name_zh);
  const className = value ? CLASSES[value]?.() : undefined;
  return (
    <PickField
      {...field}
      placeholder={field.compact ? field.label : m.registers_category_choose()}
      chosen={className ?? (value && (name ? `${name} ${value}` : value))}
      onPick={(option) => onChange(option?.value ?? null)}
      options={single && [...whole, ...single]}
      trouble={error && !data ? (problemOf(error)?.detail ?? m.ui_offline_text()) : undefined}
      text={text}
      onText={setText}
    />
  );
}

/** The first level of the codes: 设备（全部）. */
function classOptions(typed: string) {
  return Object.entries(CLASSES)
    .map(([value, title]) => ({ value, label: m.views_class({ name: title() }), hint: value }))
    .filter(({ value, label }) => matches(typed, value, label));
}
