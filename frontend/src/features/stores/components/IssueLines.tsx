import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { m } from '@/i18n/messages';
import { Counter } from '@/ui/Counter';
import { quantityOf } from '@/ui/quantity';
import { fewerOld, type IssueLine, needsRequisition, oldOnes } from '../issue-form';
import { onLine } from '../lines';
import { nameOf } from '../shelf';
import classes from './IssueLines.module.css';
import { LineCard, LineCards } from './LineCards';

interface Props {
  lines: readonly IssueLine[];
  /** Of the whole form: a line's are named lines.0.quantity. */
  errors: Record<string, string>;
  onChange: (lines: IssueLine[]) => void;
}

/** What lies on the counter. */
export function IssueLines({ lines, errors, onChange }: Props) {
  return lines.length > 0 ? (
    <LineCards label={m.stores_on_counter()}>
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
  ) : null;
}

interface LineProps {
  line: IssueLine;
  error: (field: string) => string | undefined;
  path: (field: string) => string;
  onChange: (change: Partial<IssueLine>) => void;
  onRemove: () => void;
}

function Line(props: LineProps) {
  const { line, error, path, onChange, onRemove } = props;
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
      {needsRequisition(line) ? <NeedsRequisition line={line} /> : null}
      {item.oldForNew ? (
        <div className={classes.old}>
          <p>{m.stores_old_back()}</p>
          <Counter
            label={m.stores_old_of({ name })}
            unit={item.unit}
            value={oldOnes(line)}
            onChange={(old) => onChange({ old })}
            error={error('old_pieces')}
            data-path={path('old_pieces')}
          />
          {fewerOld(line) || error('note') ? (
            <TextInput
              label={m.stores_fewer_why()}
              placeholder={m.stores_fewer_example()}
              value={line.note}
              error={error('note')}
              data-path={path('note')}
              onChange={(event) => onChange({ note: event.currentTarget.value })}
            />
          ) : null}
        </div>
      ) : null}
    </LineCard>
  );
}

/** Said before it is sent, with the way out. */
function NeedsRequisition({ line: { item, quantity } }: { line: IssueLine }) {
  const above = m.stores_amount({
    quantity: quantityOf(item.controlledAbove ?? 0),
    unit: item.unit,
  });
  return (
    <p className={classes.needs} role="status">
      {m.stores_needs_requisition({ name: item.name, above })}{' '}
      <Link to="/requisitions/new" search={{ item_id: item.id, quantity }}>
        {m.requisitions_new()}
      </Link>
    </p>
  );
}
