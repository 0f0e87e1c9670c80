import { useQuery } from '@tanstack/react-query';
import type { StockRepair } from '@/api/schema';
import { m } from '@/i18n/messages';
import { SelectField } from '@/ui/SelectField';
import { repairsInHandQuery } from '../queries';

interface Props {
  receiverId: string;
  value: string;
  error: string | undefined;
  onChange: (repair: StockRepair | null) => void;
}

/** Whoever has repairs in hand may come for their parts; nobody else is asked. */
export function RepairField({ receiverId, value, error, onChange }: Props) {
  const { data } = useQuery({ ...repairsInHandQuery(receiverId), enabled: receiverId !== '' });
  return receiverId && data && data.length > 0 ? (
    <SelectField
      label={m.stores_for_repair()}
      value={value}
      error={error}
      data-path="repair_case_id"
      onChange={(event) => {
        const { value: id } = event.currentTarget;
        onChange(data.find((repair) => repair.id === id) ?? null);
      }}
    >
      <option value="">{m.stores_no_repair()}</option>
      {data.map(({ id, number, category_text: category, place }) => (
        <option key={id} value={id}>
          {m.stores_repair({ number, category, place })}
        </option>
      ))}
    </SelectField>
  ) : null;
}
