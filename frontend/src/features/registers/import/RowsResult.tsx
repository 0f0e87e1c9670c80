import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CardUpdate, ExampleCard, ImportFile, ImportPlanView } from '@/api/schema';
import { formatMoney, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { Folded } from '@/ui/Folded';
import { Money } from '@/ui/Money';
import { useCategoryNames } from '../category-names';
import classes from './import.module.css';
import { RefusedRows } from './RefusedRows';
import { cardsOf, rowPlace } from './refused';
import { said } from './said';

/** What becomes of every row: counted, then the refused, then examples of the rest. */
export function RowsResult({ plan, file }: { plan: ImportPlanView; file: ImportFile }) {
  return (
    <>
      <Figures plan={plan} />
      <RefusedRows plan={plan} file={file} />
      {plan.options.mode === 'update' ? <Changes plan={plan} /> : <Examples plan={plan} />}
      <Skipped plan={plan} />
    </>
  );
}

function Figures({ plan }: { plan: ImportPlanView }) {
  const update = plan.options.mode === 'update';
  const skipped = plan.skipped.reduce((sum, { count }) => sum + count, 0);
  const without = plan.rows_without_value;
  const items: [string, string, string?][] = [
    [m.imports_accepted(), m.imports_rows_count({ count: formatNumber(plan.accepted_rows) })],
    [m.imports_refused(), m.imports_rows_count({ count: formatNumber(plan.refused_rows) })],
    [m.imports_skipped(), m.imports_rows_count({ count: formatNumber(skipped) })],
    update
      ? [
          m.imports_changed(),
          formatNumber(plan.changed_cards),
          `${m.imports_unchanged()} ${formatNumber(plan.unchanged_cards)}`,
        ]
      : [
          m.imports_cards(),
          formatNumber(cardsOf(plan)),
          [
            plan.original_value ? formatMoney(plan.original_value) : '',
            without > 0 ? m.imports_without_value({ count: formatNumber(without) }) : '',
          ]
            .filter(Boolean)
            .join(' · '),
        ],
  ];
  return (
    <dl className={classes.figures}>
      {items.map(([label, value, more]) => (
        <div key={label} className={classes.figure}>
          <dt>{label}</dt>
          <dd>
            {value}
            {more ? <span className={classes.quiet}>{more}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Enough to see that columns landed where they belong. */
const FEW = 5;
const FEW_CHANGES = 12;

function Examples({ plan }: { plan: ImportPlanView }) {
  const names = useCategoryNames();
  if (plan.examples.length === 0) {
    return null;
  }
  const category = (card: ExampleCard) => names.get(card.category_code) ?? card.category_code;
  const no = (card: ExampleCard) => card.asset_no ?? m.imports_number_given();
  const where = (card: ExampleCard) =>
    [card.location, card.custodian].filter(Boolean).join(' · ') || m.ui_none();
  const columns: Column<ExampleCard>[] = [
    { key: 'no', header: m.imports_no(), cell: no, width: '11rem' },
    { key: 'name', header: m.imports_name(), cell: (card) => card.name },
    {
      key: 'category',
      header: m.registers_category(),
      cell: category,
      width: '10rem',
    },
    { key: 'where', header: m.registers_place(), cell: where, width: '14rem' },
    {
      key: 'amount',
      header: m.imports_amount(),
      cell: (card) => card.quantity,
      align: 'end',
      width: '5rem',
    },
    {
      key: 'value',
      header: m.imports_worth(),
      cell: (card) => (card.original_value ? <Money amount={card.original_value} /> : m.ui_none()),
      align: 'end',
      width: '9rem',
    },
  ];
  return (
    <div className={classes.stack}>
      <h3>{m.imports_examples()}</h3>
      <DataTable
        label={m.imports_examples()}
        columns={columns}
        rows={plan.examples.slice(0, FEW)}
        rowKey={(card) => `${card.sheet}.${card.row}`}
        card={(card) => (
          <>
            <p className={classes.cardName}>{card.name}</p>
            <p className={classes.quiet}>
              {[no(card), category(card), `× ${card.quantity}`].join(' · ')}
            </p>
            <p className={classes.quiet}>
              {where(card)}
              {card.original_value ? ` · ${formatMoney(card.original_value)}` : null}
            </p>
          </>
        )}
      />
    </div>
  );
}

interface OneChange {
  key: string;
  card: string;
  field: string;
  before: string;
  after: string;
}

function Changes({ plan }: { plan: ImportPlanView }) {
  const names = useCategoryNames();
  const [all, setAll] = useState(false);
  if (plan.changes.length === 0) {
    return null;
  }
  const rows: OneChange[] = plan.changes.flatMap((update: CardUpdate) =>
    update.fields.map((field) => ({
      key: `${update.row}.${field.field}`,
      card: m.imports_change_row({ no: update.asset_no, row: update.row }),
      field: field.field_text,
      before: said(field.field, field.before, names),
      after: said(field.field, field.after, names),
    })),
  );
  return (
    <div className={classes.stack}>
      <h3>{m.imports_changes()}</h3>
      <DataTable
        label={m.imports_changes()}
        columns={[
          { key: 'card', header: m.imports_card(), cell: (row) => row.card, width: '16rem' },
          { key: 'field', header: m.imports_field(), cell: (row) => row.field, width: '9rem' },
          {
            key: 'before',
            header: m.imports_before(),
            cell: (row) => <del className={classes.old}>{row.before}</del>,
          },
          {
            key: 'after',
            header: m.imports_after(),
            cell: (row) => <ins className={classes.new}>{row.after}</ins>,
          },
        ]}
        rows={all ? rows : rows.slice(0, FEW_CHANGES)}
        rowKey={(row) => row.key}
        card={(row) => (
          <>
            <p className={classes.cardName}>{row.card}</p>
            <p className={classes.changes}>
              <span className={classes.quiet}>{row.field}</span>
              <span>
                <del>{row.before}</del> → <ins>{row.after}</ins>
              </span>
            </p>
          </>
        )}
      />
      {!all && rows.length > FEW_CHANGES ? (
        <div>
          <Button variant="default" size="md" onClick={() => setAll(true)}>
            {m.imports_show_all({ count: formatNumber(rows.length) })}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Skipped({ plan }: { plan: ImportPlanView }) {
  const kinds = plan.skipped.filter(({ count }) => count > 0);
  if (kinds.length === 0) {
    return null;
  }
  return (
    <Folded title={m.imports_skipped_title()}>
      <ul className={classes.list}>
        {kinds.map(({ kind, kind_text, count, rows }) => {
          const words = {
            kind: kind_text,
            count: formatNumber(count),
            rows: rows.map(({ row }) => row).join(', '),
          };
          return (
            <li
              key={kind}
              title={rows.map((at) => rowPlace(plan.sheets, at.sheet, at.row)).join(', ')}
            >
              {rows.length < count
                ? m.imports_skipped_kind_more(words)
                : m.imports_skipped_kind(words)}
            </li>
          );
        })}
      </ul>
    </Folded>
  );
}
