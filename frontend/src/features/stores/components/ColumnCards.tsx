import { m } from '@/i18n/messages';
import { quantityOf } from '@/ui/quantity';
import { nameOf } from '../shelf';
import { ColumnFields } from './ColumnFields';
import { LineCard, LineCards } from './LineCards';
import type { ColumnsProps } from './MatrixTable';

/** On a phone: item by item, with what each comes to. */
export function ColumnCards({ columns, totals, errors, onColumn, onRemove }: ColumnsProps) {
  return (
    <LineCards label={m.stores_items()}>
      {columns.map((column, index) => {
        const { item } = column;
        return (
          <LineCard
            key={item.id}
            name={nameOf(item)}
            under={m.stores_wanted_of({
              wanted: quantityOf(totals[index]?.wanted ?? 0),
              left: quantityOf(item.left),
              unit: item.unit,
            })}
            onRemove={() => onRemove(index)}
          >
            <ColumnFields
              column={column}
              index={index}
              errors={errors}
              onChange={(change) => onColumn(index, change)}
            />
          </LineCard>
        );
      })}
    </LineCards>
  );
}
