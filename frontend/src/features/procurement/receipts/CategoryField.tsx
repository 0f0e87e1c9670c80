import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usePermission } from '@/api/me';
import { problemOf } from '@/api/problem';
import { language } from '@/i18n/locale';
import { m } from '@/i18n/messages';
import { PickField } from '@/ui/PickField';
import { matches } from '@/ui/words';
import { categoriesQuery } from './queries';

interface Props {
  value: string;
  onChange: (code: string) => void;
  error: string | undefined;
  'data-path': string;
}

/** What the cards are, found by name, everyday name or code; typed by whoever does not see the register. */
export function CategoryField({ value, onChange, ...field }: Props) {
  const [text, setText] = useState('');
  const sees = usePermission('assets.view');
  const { data, error } = useQuery({ ...categoriesQuery, enabled: sees });
  const name = useCategoryName();
  if (!sees) {
    return (
      <TextInput
        {...field}
        label={m.receipts_category()}
        description={m.receipts_category_typed()}
        placeholder="A05010304"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <PickField
      {...field}
      label={m.receipts_category()}
      placeholder={m.receipts_category_pick()}
      chosen={value ? name(value) : null}
      onPick={(option) => onChange(option?.value ?? '')}
      options={data
        ?.filter(({ code, name_zh, name_en, aliases }) =>
          matches(text, code, name_zh, name_en, ...aliases),
        )
        .map(({ code, aliases }) => ({
          value: code,
          label: name(code),
          hint: aliases.slice(0, 4).join(' · ') || undefined,
        }))}
      trouble={error && !data ? (problemOf(error)?.detail ?? m.ui_offline_text()) : undefined}
      text={text}
      onText={setText}
    />
  );
}

/** A code with its name, for those who may read the list. */
export function useCategoryName(): (code: string) => string {
  const { data } = useQuery({ ...categoriesQuery, enabled: usePermission('assets.view') });
  const english = language() === 'en';
  return (code) => {
    const found = data?.find((category) => category.code === code);
    return found ? `${english ? found.name_en : found.name_zh} ${code}` : code;
  };
}
