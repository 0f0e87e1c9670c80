import { memo } from 'react';
import type { ClassView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { IconButton } from '@/ui/IconButton';
import { IconX } from '@/ui/icons';
import { quantityOf } from '@/ui/quantity';
import type { Cell, Column, Total } from '../matrix';
import { nameOf } from '../shelf';
import type { ClassChoiceProps } from './ClassChoice';
import { ColumnFields } from './ColumnFields';
import classes from './MatrixTable.module.css';

export interface ColumnsProps {
  columns: readonly Column[];
  totals: readonly Total[];
  /** Of the whole form: a line's are named lines.0.quantity. */
  errors: Record<string, string>;
  onColumn: (index: number, change: Partial<Column>) => void;
  onRemove: (index: number) => void;
}

interface Props extends ColumnsProps, ClassChoiceProps {
  rows: Map<string, Cell[]>;
}

/** Classes by items: a column is filled at its head, a class is left out at its row. */
export function MatrixTable(props: Props) {
  const { columns, totals, rows, here, onToggle } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is moved by the keyboard
    <section className={classes.scroller} aria-label={m.stores_matrix()} tabIndex={0}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{m.stores_class()}</th>
            <th scope="col" className={classes.number}>
              {m.stores_pupils()}
            </th>
            {columns.map((column, index) => (
              <th key={column.item.id} scope="col">
                <div className={classes.head}>
                  {nameOf(column.item)}
                  <IconButton
                    label={m.stores_remove({ name: column.item.name })}
                    onClick={() => props.onRemove(index)}
                  >
                    <IconX size={16} aria-hidden />
                  </IconButton>
                </div>
                <ColumnFields
                  column={column}
                  index={index}
                  errors={props.errors}
                  onChange={(change) => props.onColumn(index, change)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {here.map((one) => (
            <Row
              key={one.id}
              one={one}
              cells={rows.get(one.id)}
              columns={columns.length}
              onToggle={onToggle}
            />
          ))}
        </tbody>
        <tfoot>
          <Sum label={m.stores_sum()} columns={columns} of={(_, index) => totals[index]?.wanted} />
          <Sum label={m.stores_on_hand()} columns={columns} of={({ item }) => item.left} />
          <Sum
            label={m.stores_short()}
            columns={columns}
            of={(_, index) => totals[index]?.short}
            warn
          />
        </tfoot>
      </table>
    </section>
  );
}

interface RowProps {
  one: ClassView;
  /** Left out when the class gets nothing. */
  cells: readonly Cell[] | undefined;
  columns: number;
  onToggle: (id: string) => void;
}

function sameRow(before: RowProps, after: RowProps): boolean {
  const text = ({ cells }: RowProps) =>
    cells?.map(({ wanted, given }) => `${wanted}/${given}`).join();
  return (
    before.one === after.one && before.columns === after.columns && text(before) === text(after)
  );
}

/** Only the rows that changed are drawn again, whatever is typed. */
const Row = memo(function Row({ one, cells, columns, onToggle }: RowProps) {
  return (
    <tr data-off={cells ? undefined : true}>
      <th scope="row">
        <label className={classes.check}>
          <input type="checkbox" checked={Boolean(cells)} onChange={() => onToggle(one.id)} />
          {one.name}
        </label>
      </th>
      <td className={classes.number}>{one.size ?? m.ui_none()}</td>
      {Array.from({ length: columns }, (_, index) => {
        const cell = cells?.[index];
        const short = cell ? cell.wanted - cell.given : 0;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the columns of the head
          <td key={index} className={classes.number}>
            {cell ? quantityOf(cell.given) : null}
            {short > 0 ? (
              <span className={classes.short}>
                {m.stores_short_by({ quantity: quantityOf(short) })}
              </span>
            ) : null}
          </td>
        );
      })}
    </tr>
  );
}, sameRow);

interface SumProps {
  label: string;
  columns: readonly Column[];
  of: (column: Column, index: number) => number | undefined;
  warn?: boolean;
}

function Sum({ label, columns, of, warn }: SumProps) {
  return (
    <tr>
      <th scope="row" colSpan={2}>
        {label}
      </th>
      {columns.map((column, index) => {
        const sum = of(column, index) ?? 0;
        return (
          <td
            key={column.item.id}
            className={classes.number}
            data-warn={(warn && sum > 0) || undefined}
          >
            {m.stores_amount({ quantity: quantityOf(sum), unit: column.item.unit })}
          </td>
        );
      })}
    </tr>
  );
}
