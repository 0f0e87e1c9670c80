import { useState } from 'react';
import { m } from '@/i18n/messages';
import { Folded } from '@/ui/Folded';
import { quantityOf } from '@/ui/quantity';
import { changedCells } from '../matrix';
import { nameOf } from '../shelf';
import { CellList, type CellsProps } from './CellList';
import { ColumnFields } from './ColumnFields';
import { LineCard, LineCards } from './LineCards';
import type { ColumnsProps } from './MatrixTable';

/** On a phone: item by item, with what each comes to and what each class gets of it. */
export function ColumnCards(props: ColumnsProps & CellsProps) {
  const { columns, totals, errors, onColumn, onRemove } = props;
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
            <ByClass {...props} index={index} />
          </LineCard>
        );
      })}
    </LineCards>
  );
}

/** Closed until somebody gets something else; its fields are made then. */
function ByClass({ index, ...props }: ColumnsProps & CellsProps & { index: number }) {
  const [open, setOpen] = useState(false);
  const column = props.columns[index];
  if (!column) {
    return null;
  }
  const count = changedCells(column);
  return (
    <Folded
      title={m.stores_by_class()}
      text={count > 0 ? m.stores_cells_changed({ count }) : undefined}
      open={open}
      onToggle={setOpen}
    >
      {open ? (
        <CellList
          column={column}
          index={index}
          grades={props.grades}
          rows={props.rows}
          onCells={props.onCells}
        />
      ) : null}
    </Folded>
  );
}
