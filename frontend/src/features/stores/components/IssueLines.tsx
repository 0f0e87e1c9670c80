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
  /** The places of those that the server refused without a requisition. */
  refused: readonly number[];
  onChange: (lines: IssueLine[]) => void;
}

/** What lies on the counter. */
export function IssueLines({ lines, errors, refused, onChange }: Props) {
  return lines.length > 0 ? (
    <LineCards label={m.stores_on_counter()}>
      {lines.map((line, index) => (
        <Line
          key={line.item.id}
          line={line}
          refused={refused.includes(index)}
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
  refused: boolean;
  error: (field: string) => string | undefined;
  path: (field: string) => string;
  onChange: (change: Partial<IssueLine>) => void;
  onRemove: () => void;
}

function Line(props: LineProps) {
  const { line, refused, error, path, onChange, onRemove } = props;
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
      <NeedsRequisition line={line} refused={refused && Boolean(error('quantity'))} />
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

interface NeedsProps {
  line: IssueLine;
  /** The server said why, at the quantity. */
  refused: boolean;
}

/** Said before it is sent, with the way out; the way out as well where only the server knew. */
function NeedsRequisition({ line, refused }: NeedsProps) {
  const { item, quantity } = line;
  const needed = needsRequisition(line);
  if (!needed && !refused) {
    return null;
  }
  const above = m.stores_amount({
    quantity: quantityOf(item.controlledAbove ?? 0),
    unit: item.unit,
  });
  return (
    <p className={classes.needs} role="status">
      {needed ? m.stores_needs_requisition({ name: item.name, above }) : null}{' '}
      <Link to="/requisitions/new" search={{ item_id: item.id, quantity }}>
        {m.requisitions_new()}
      </Link>
    </p>
  );
}
