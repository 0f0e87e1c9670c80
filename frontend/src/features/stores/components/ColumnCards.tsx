import { m } from '@/i18n/messages';
import { IconButton } from '@/ui/IconButton';
import { IconX } from '@/ui/icons';
import { quantityOf } from '../quantity';
import { nameOf } from '../shelf';
import { ColumnFields } from './ColumnFields';
import classes from './IssueLines.module.css';
import type { ColumnsProps } from './MatrixTable';

/** On a phone: item by item, with what each comes to. */
export function ColumnCards({ columns, totals, errors, onColumn, onRemove }: ColumnsProps) {
  return (
    <ol className={classes.lines} aria-label={m.stores_items()}>
      {columns.map((column, index) => {
        const { item } = column;
        return (
          <li key={item.id} className={classes.line}>
            <div className={classes.head}>
              <p className={classes.name}>
                {nameOf(item)}
                <span className={classes.left}>
                  {m.stores_wanted_of({
                    wanted: quantityOf(totals[index]?.wanted ?? 0),
                    left: quantityOf(item.left),
                    unit: item.unit,
                  })}
                </span>
              </p>
              <IconButton
                label={m.stores_remove({ name: item.name })}
                onClick={() => onRemove(index)}
              >
                <IconX size={20} aria-hidden />
              </IconButton>
            </div>
            <ColumnFields
              column={column}
              index={index}
              errors={errors}
              onChange={(change) => onColumn(index, change)}
            />
          </li>
        );
      })}
    </ol>
  );
}
