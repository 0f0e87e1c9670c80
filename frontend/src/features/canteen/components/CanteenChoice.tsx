import { useSuspenseQuery } from '@tanstack/react-query';
import { m } from '@/i18n/messages';
import { SelectField } from '@/ui/SelectField';
import { canteensQuery } from '../queries';

interface Props {
  value: string;
  onChange: (id: string) => void;
}

/** Only where there is a choice. */
export function CanteenChoice({ value, onChange }: Props) {
  const { data: canteens } = useSuspenseQuery(canteensQuery);
  return canteens.length > 1 ? (
    <SelectField
      label={m.canteen_which()}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      options={canteens.map(({ id, name }) => ({ value: id, label: name }))}
    />
  ) : null;
}
