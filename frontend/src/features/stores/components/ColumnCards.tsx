import { useEffect, useState } from 'react';
import { m } from '@/i18n/messages';
import { Folded } from '@/ui/Folded';
import { quantityOf } from '@/ui/quantity';
import { type Column, changedCells, hasWrongCell } from '../matrix';
import { nameOf } from '../shelf';
import { CellList, type CellsProps } from './CellList';
import { ColumnFields } from './ColumnFields';
import { LineCard, LineCards } from './LineCards';
import type { ColumnsProps } from './MatrixTable';

/** On a phone: item by item, with what each comes to and what each class gets of it. */
export function ColumnCards(props: ColumnsProps & CellsProps) {
  const { columns, totals, chosen, errors, onColumn, onRemove } = props;
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
              changed={changedCells(column, chosen)}
              errors={errors}
              onChange={(change) => onColumn(index, change)}
            />
            <ByClass {...props} column={column} index={index} />
          </LineCard>
        );
      })}
    </LineCards>
  );
}

interface ByClassProps extends ColumnsProps, CellsProps {
  column: Column;
  index: number;
}

/** Closed until somebody gets something else; its fields are made then. */
function ByClass({ column, index, chosen, errors, ...props }: ByClassProps) {
  const [open, setOpen] = useState(false);
  const count = changedCells(column, chosen);
  const wrong = hasWrongCell(column, chosen);
  // What is wrong in it is shown once it is, and again when it is said on sending.
  const told = wrong ? (errors[`lines.${index}.quantity`] ?? true) : false;
  useEffect(() => {
    if (told) {
      setOpen(true);
    }
  }, [told]);
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
