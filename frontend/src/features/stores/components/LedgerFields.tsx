import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { SelectField } from '@/ui/SelectField';
import { type LedgerFilters, storesQuery } from '../queries';
import classes from './LedgerFields.module.css';

interface Props {
  search: LedgerFilters;
  onSearch: (patch: Partial<LedgerFilters>) => void;
}

/** Of which store, between which days a ledger is read. */
export function LedgerFields({ search, onSearch }: Props) {
  const stores = useQuery(storesQuery);
  return (
    <div className={classes.filters}>
      <SelectField
        label={m.stores_store()}
        value={search.store_id ?? ''}
        onChange={(event) => onSearch({ store_id: event.currentTarget.value || undefined })}
      >
        <option value="">{m.stores_all_stores()}</option>
        {stores.data?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextInput
        type="date"
        label={m.stores_from()}
        value={search.from ?? ''}
        onChange={(event) => onSearch({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={m.stores_as_of()}
        value={search.as_of ?? schoolDay()}
        onChange={(event) => onSearch({ as_of: event.currentTarget.value || undefined })}
      />
    </div>
  );
}
