import { memo } from 'react';
import type { ClassView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { IconButton } from '@/ui/IconButton';
import { IconX } from '@/ui/icons';
import { quantityOf } from '@/ui/quantity';
import { type Cell, type Column, changedCells, common, type Grade, type Total } from '../matrix';
import { nameOf } from '../shelf';
import { CellField } from './CellField';
import { type CellsProps, Short } from './CellList';
import type { ClassChoiceProps } from './ClassChoice';
import { ColumnFields } from './ColumnFields';
import classes from './MatrixTable.module.css';

export interface ColumnsProps {
  columns: readonly Column[];
  totals: readonly Total[];
  /** Who gets something. */
  chosen: readonly ClassView[];
  /** Of the whole form: a line's are named lines.0.quantity. */
  errors: Record<string, string>;
  onColumn: (index: number, change: Partial<Column>) => void;
  onRemove: (index: number) => void;
}

interface Props extends ColumnsProps, ClassChoiceProps, CellsProps {
  /** Those that are left out as well. */
  all: readonly Grade<ClassView>[];
}

/** Classes by items: a column is filled at its head, a grade in its line, a class in its row or left out there. */
export function MatrixTable(props: Props) {
  const { columns, totals } = props;
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
                  changed={changedCells(column, props.chosen)}
                  errors={props.errors}
                  onChange={(change) => props.onColumn(index, change)}
                />
              </th>
            ))}
          </tr>
        </thead>
        {props.all.map((grade) => (
          <GradeRows key={grade.grade} {...props} of={grade} />
        ))}
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

interface GradeProps extends Props {
  of: Grade<ClassView>;
}

/** A grade: one field an item for all of its classes, then each class. */
function GradeRows({ of, columns, rows, grades, onCells, onToggle }: GradeProps) {
  const { grade } = of;
  const given = grades.find((one) => one.grade === grade)?.classes ?? [];
  return (
    <tbody>
      <tr className={classes.grade}>
        <th scope="row" colSpan={2}>
          {m.stores_grade({ grade })}
        </th>
        {columns.map(({ item }, index) => (
          <td key={item.id}>
            <CellField
              label={m.stores_grade_cell({ grade, name: item.name })}
              text={common(given, rows, index)}
              hint={given.length > 0 ? m.stores_mixed() : m.ui_none()}
              onChange={(text) =>
                onCells(
                  index,
                  given.map(({ id }) => id),
                  text,
                )
              }
            />
          </td>
        ))}
      </tr>
      {of.classes.map((one) => (
        <Row
          key={one.id}
          one={one}
          cells={rows.get(one.id)}
          columns={columns}
          onToggle={onToggle}
          onCells={onCells}
        />
      ))}
    </tbody>
  );
}

interface RowProps {
  one: ClassView;
  /** Left out when the class gets nothing. */
  cells: readonly Cell[] | undefined;
  columns: readonly Column[];
  onToggle: (id: string) => void;
  onCells: CellsProps['onCells'];
}

function sameRow(before: RowProps, after: RowProps): boolean {
  const text = ({ cells, columns }: RowProps) =>
    [
      ...columns.map(({ item }) => item.id),
      ...(cells ?? []).map((cell) => [cell.text, cell.proposed, cell.wanted, cell.given].join('/')),
    ].join();
  return (
    before.one === after.one &&
    Boolean(before.cells) === Boolean(after.cells) &&
    text(before) === text(after)
  );
}

/** Only the rows that changed are drawn again, whatever is typed. */
const Row = memo(function Row({ one, cells, columns, onToggle, onCells }: RowProps) {
  return (
    <tr data-off={cells ? undefined : true}>
      <th scope="row">
        <label className={classes.check}>
          <input type="checkbox" checked={Boolean(cells)} onChange={() => onToggle(one.id)} />
          {one.name}
        </label>
      </th>
      <td className={classes.number}>{one.size ?? m.ui_none()}</td>
      {columns.map(({ item }, index) => {
        const cell = cells?.[index];
        return (
          <td key={item.id}>
            {cell ? (
              <>
                <CellField
                  label={m.stores_cell({ who: one.name, name: item.name })}
                  text={cell.text}
                  hint={cell.proposed}
                  changed={cell.changed}
                  column={index}
                  onChange={(text) => onCells(index, [one.id], text)}
                />
                <Short cell={cell} />
              </>
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
