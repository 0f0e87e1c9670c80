import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { usePermission } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { PersonRef } from '@/api/schema';
import { m } from '@/i18n/messages';
import { uuid } from '@/offline/uuid';
import { PickField, type PickOption } from '@/ui/PickField';
import { PURCHASES } from '../queries';
import { askableQuery } from './queries';

interface Props {
  value: PersonRef | null;
  onChange: (supplier: PersonRef | null) => void;
  error?: string;
}

/** The choice that adds the shop whose name was typed. */
const NEW = 'new';

/** Whom was asked: a supplier by a part of the name; whoever keeps suppliers adds the shop that is not there yet. */
export function SupplierField({ value, onChange, error }: Props) {
  const keeps = usePermission('suppliers.keep');
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const name = text.trim();
  const [q] = useDebouncedValue(name, 250);
  const found = useQuery({ ...askableQuery(q), placeholderData: keepPreviousData });
  const there = found.data?.items.some((row) => row.name === name) ?? true;

  async function add(): Promise<void> {
    try {
      const header = { 'Idempotency-Key': uuid() };
      const added = await read(
        api.POST('/api/v1/suppliers', { params: { header }, body: { name } }),
      );
      onChange({ id: added.id, name: added.name });
      await queryClient.invalidateQueries({ queryKey: [...PURCHASES, 'suppliers'] });
    } catch (caught) {
      setRefusal(problemOf(caught)?.detail ?? m.ui_offline_text());
    }
  }

  function pick(option: PickOption | null): void {
    setRefusal(null);
    if (option?.value === NEW) {
      void add();
    } else {
      onChange(option && { id: option.value, name: option.label });
    }
  }

  const options = found.data?.items.map((row) => ({
    value: row.id,
    label: row.name,
    hint: [row.sells, row.phone].filter(Boolean).join(' · ') || undefined,
  }));
  const shop = { value: NEW, label: m.quotes_supplier_add({ name }) };
  return (
    <PickField
      label={m.quotes_supplier()}
      description={keeps ? m.quotes_supplier_text() : m.quotes_supplier_ask()}
      data-path="supplier_id"
      placeholder={m.quotes_supplier_pick()}
      error={refusal ?? error}
      chosen={value?.name ?? null}
      onPick={pick}
      options={options && keeps && name && !there ? [...options, shop] : options}
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
