import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { m } from '@/i18n/messages';
import { CardList } from './CardList';
import { LoadMore, type Paging } from './LoadMore';
import classes from './lists.module.css';
import { RowCheck } from './RowCheck';
import { SortHeader } from './SortHeader';
import { useNarrow } from './use-narrow';

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** CSS width; the columns without one share the rest. */
  width?: string;
  /** Numbers and money stand at the end. */
  align?: 'end';
  /** The server's sort key, where it can sort by this column. */
  sortKey?: string;
}

/** Rows that are ticked, for an act on all of them: work for a desk, so phones have none. */
export interface Choice<Row> {
  /** Keys of rows. */
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
  /** What a row is called. */
  name: (row: Row) => string;
}

interface Props<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** One row as a card, for phones. The first column's cell should hold the row's link. */
  card: (row: Row) => ReactNode;
  paging?: Paging;
  choice?: Choice<Row>;
  /** As in the URL: "asset_no", "-asset_no". */
  sort?: string;
  onSort?: (sort: string) => void;
}

const ROW_HEIGHT = 44;
/** Below it the browser is faster than our arithmetic, and find-in-page and print see every row. */
const VIRTUAL_FROM = 200;

/** A ledger: rows of 44 px on desktops, cards on phones; sorting and filtering are the server's. */
export function DataTable<Row>(props: Props<Row>) {
  const narrow = useNarrow();
  return narrow ? <CardList {...props} /> : <Table {...props} />;
}

function Table<Row>(props: Props<Row>) {
  const { label, columns, rows, rowKey, paging, choice, sort, onSort } = props;
  const { body, visible, before, after } = useVisibleRows(rows);
  return (
    // A scroll area must be reachable by keyboard and named (axe: scrollable-region-focusable).
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={classes.scroller} aria-label={label} tabIndex={0}>
      <table
        className={classes.table}
        // The header is row 1; -1 says that more rows exist than are loaded.
        aria-rowcount={paging?.hasNextPage ? -1 : rows.length + 1}
      >
        <colgroup>
          {choice ? <col className={classes.checks} /> : null}
          {columns.map((column) => (
            <col key={column.key} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {choice ? <AllHeader choice={choice} keys={rows.map(rowKey)} /> : null}
            {columns.map((column) => (
              <SortHeader
                key={column.key}
                label={column.header}
                align={column.align}
                sortKey={column.sortKey}
                sort={sort}
                onSort={onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          <Spacer height={before} columns={columns.length + (choice ? 1 : 0)} />
          {visible.map(({ row, index }) => (
            <tr key={rowKey(row)} aria-rowindex={index + 2} className={classes.row}>
              {choice ? <ChoiceCell choice={choice} row={row} rowKey={rowKey} /> : null}
              {columns.map((column) => (
                <td key={column.key} data-align={column.align}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
          <Spacer height={after} columns={columns.length + (choice ? 1 : 0)} />
        </tbody>
      </table>
      {paging ? <LoadMore paging={paging} /> : null}
    </section>
  );
}

function AllHeader<Row>({ choice, keys }: { choice: Choice<Row>; keys: readonly string[] }) {
  const all = keys.every((key) => choice.chosen.has(key));
  return (
    <th scope="col">
      <RowCheck
        label={m.ui_choose_listed()}
        checked={all}
        onChange={() => choice.onChange(new Set(all ? [] : keys))}
      />
    </th>
  );
}

interface ChoiceProps<Row> {
  choice: Choice<Row>;
  row: Row;
  rowKey: (row: Row) => string;
}

function ChoiceCell<Row>({ choice, row, rowKey }: ChoiceProps<Row>) {
  const key = rowKey(row);
  const on = choice.chosen.has(key);
  return (
    <td>
      <RowCheck
        label={m.ui_choose({ name: choice.name(row) })}
        checked={on}
        onChange={() => {
          const others = [...choice.chosen].filter((other) => other !== key);
          choice.onChange(new Set(on ? others : [...others, key]));
        }}
      />
    </td>
  );
}

/** Stands for the rows outside the window, so that the scroll bar tells the truth. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  return height > 0 ? (
    <tr aria-hidden className={classes.spacer}>
      <td colSpan={columns} style={{ height }} />
    </tr>
  ) : null;
}

function useVisibleRows<Row>(rows: readonly Row[]) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const box = body.current?.getBoundingClientRect();
    setTop(box ? box.top + window.scrollY : 0);
  }, []);
  const virtual = rows.length > VIRTUAL_FROM;
  const virtualizer = useWindowVirtualizer({
    count: virtual ? rows.length : 0,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    scrollMargin: top,
  });
  if (!virtual) {
    return { body, visible: rows.map((row, index) => ({ row, index })), before: 0, after: 0 };
  }
  const items = virtualizer.getVirtualItems();
  const visible = items.flatMap(({ index }) => {
    const row = rows[index];
    return row === undefined ? [] : [{ row, index }];
  });
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  return {
    body,
    visible,
    before: first * ROW_HEIGHT,
    after: Math.max(0, rows.length - 1 - last) * ROW_HEIGHT,
  };
}
