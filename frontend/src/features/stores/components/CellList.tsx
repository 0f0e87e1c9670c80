import type { ClassView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { quantityOf } from '@/ui/quantity';
import { type Cell, type Column, common, type Grade } from '../matrix';
import { CellField } from './CellField';
import classes from './CellList.module.css';

export interface CellsProps {
  /** Who gets something, grade by grade. */
  grades: readonly Grade<ClassView>[];
  rows: ReadonlyMap<string, readonly Cell[]>;
  /** Writes the same for several classes. */
  onCells: (index: number, ids: readonly string[], text: string) => void;
}

interface Props extends CellsProps {
  column: Column;
  index: number;
}

/** On a phone: one item, with a field for each class and one for each grade. */
export function CellList({ column, index, grades, rows, onCells }: Props) {
  const { name } = column.item;
  return grades.map(({ grade, classes: ofGrade }) => (
    <ul key={grade} className={classes.list} aria-label={m.stores_grade({ grade })}>
      <li className={classes.grade}>
        <span>{m.stores_grade({ grade })}</span>
        <CellField
          label={m.stores_grade_cell({ grade, name })}
          text={common(ofGrade, rows, index)}
          hint={m.stores_mixed()}
          onChange={(text) =>
            onCells(
              index,
              ofGrade.map(({ id }) => id),
              text,
            )
          }
        />
      </li>
      {ofGrade.map((one) => {
        const cell = rows.get(one.id)?.[index];
        return cell ? (
          <li key={one.id} className={classes.line}>
            <span>
              {one.name}
              <Short cell={cell} />
            </span>
            <CellField
              label={m.stores_cell({ who: one.name, name })}
              text={cell.text}
              hint={cell.proposed}
              changed={cell.changed}
              onChange={(text) => onCells(index, [one.id], text)}
            />
          </li>
        ) : null;
      })}
    </ul>
  ));
}

/** That there is less of it than this class is to get. */
export function Short({ cell }: { cell: Cell }) {
  const short = cell.wanted - cell.given;
  return short > 0 ? (
    <span className={classes.short}>{m.stores_short_by({ quantity: quantityOf(short) })}</span>
  ) : null;
}
