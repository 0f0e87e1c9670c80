import { TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import { Counter } from '@/ui/Counter';
import { quantityOf } from '@/ui/quantity';
import { onLine } from '../lines';
import { nameOf, type ShelfItem } from '../shelf';
import type { TransferLine } from '../transfer-form';
import { ItemPicker } from './ItemPicker';
import { LineCard, LineCards } from './LineCards';

interface Props {
  lines: readonly TransferLine[];
  /** What the store has; undefined while on its way. */
  shelf: readonly ShelfItem[] | undefined;
  errors: Record<string, string>;
  onChange: (lines: TransferLine[]) => void;
}

/** What moves, how much of it, and where it lies from then on. */
export function TransferLines({ lines, shelf, errors, onChange }: Props) {
  return (
    <>
      {lines.length > 0 ? (
        <LineCards label={m.stores_items()}>
          {lines.map((line, index) => (
            <Line
              key={line.item.id}
              line={line}
              error={(field) => errors[`lines.${index}.${field}`]}
              path={(field) => `lines.${index}.${field}`}
              {...onLine(lines, line, onChange)}
            />
          ))}
        </LineCards>
      ) : null}
      <ItemPicker
        label={m.stores_add_item()}
        data-path="lines"
        error={errors.lines}
        items={shelf?.filter(({ id }) => !lines.some(({ item }) => item.id === id))}
        onPick={(item) => onChange([...lines, { item, quantity: '1', bin: '' }])}
      />
    </>
  );
}

interface LineProps {
  line: TransferLine;
  error: (field: string) => string | undefined;
  path: (field: string) => string;
  onChange: (change: Partial<TransferLine>) => void;
  onRemove: () => void;
}

function Line({ line, error, path, onChange, onRemove }: LineProps) {
  const { item } = line;
  const name = nameOf(item);
  return (
    <LineCard
      name={name}
      under={m.stores_left({ quantity: quantityOf(item.left), unit: item.unit })}
      onRemove={onRemove}
    >
      <Counter
        label={name}
        unit={item.unit}
        value={line.quantity}
        onChange={(quantity) => onChange({ quantity })}
        error={error('quantity')}
        data-path={path('quantity')}
      />
      <TextInput
        label={m.stores_new_bin()}
        value={line.bin}
        error={error('bin')}
        data-path={path('bin')}
        onChange={(event) => onChange({ bin: event.currentTarget.value })}
      />
    </LineCard>
  );
}
