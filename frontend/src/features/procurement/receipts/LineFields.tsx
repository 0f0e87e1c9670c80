import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { Counter } from '@/ui/Counter';
import { Folded } from '@/ui/Folded';
import { PhotoField } from '@/ui/PhotoField';
import { quantityOf } from '@/ui/quantity';
import { Suggest } from '@/ui/Suggest';
import { CardFields } from './CardFields';
import { FoodFields, RefusedFood } from './FoodFields';
import { isFood } from './food-form';
import { useGuess } from './guess';
import classes from './ReceiptForm.module.css';
import { cameChanged, type Destined, isTaken, type LineValues, refusedOf } from './receipt-form';
import { StockFields } from './StockFields';
import { BECOMES } from './words';

interface Props {
  line: LineValues;
  index: number;
  /** Of the whole form: a line's are named lines.0.accepted. */
  errors: Record<string, string>;
  open: boolean;
  onToggle: (open: boolean) => void;
  onChange: (change: Partial<LineValues>) => void;
  /** While a photo is on its way. */
  onWaiting: (waiting: boolean) => void;
  /** Goes on to the next one; left out for the only one. */
  onDone?: () => void;
}

/** Photos of what is refused that one line takes. */
const MOST_PHOTOS = 10;

/** One line of the order: how much came, how much is taken, and what it becomes. */
export function LineFields(props: Props) {
  const { line, index, errors, open, onToggle, onChange, onDone } = props;
  useGuess(line, (guess) => onChange({ destination: { ...line.destination, ...guess } }));
  const wrong = Object.keys(errors).some((path) => path.startsWith(`lines.${index}.`));
  return (
    <li>
      <Folded title={line.name} text={summary(line)} open={open || wrong} onToggle={onToggle}>
        <div className={classes.line}>
          <CheckField
            label={m.receipts_not_come()}
            checked={!line.came}
            onChange={(event) => onChange({ came: !event.currentTarget.checked })}
          />
          {line.came ? <Came {...props} /> : null}
          {onDone ? (
            <Button variant="default" size="md" onClick={onDone}>
              {m.receipts_line_done()}
            </Button>
          ) : null}
        </div>
      </Folded>
    </li>
  );
}

/** What is said of a folded line. */
function summary(line: LineValues): string {
  if (!line.came) {
    return m.receipts_sum_not_come();
  }
  const refused = refusedOf(line);
  const { kind } = line.destination;
  return [
    m.receipts_sum_taken({ quantity: line.accepted, unit: line.unit }),
    refused > 0 ? m.receipts_sum_refused({ quantity: quantityOf(refused), unit: line.unit }) : null,
    kind && isTaken(line) ? BECOMES[kind].label() : null,
  ]
    .filter(Boolean)
    .join(' · ');
}

function Came(props: Props) {
  const { line, index, errors, onChange } = props;
  const path = (field: string) => `lines.${index}.${field}`;
  const { kind } = line.destination;
  // Pieces in fractions are said of what the cards count, which is what is accepted.
  const broken = kind === 'cards' ? errors[path('destination.quantity')] : undefined;
  return (
    <>
      <div className={classes.counts}>
        <Count label={m.receipts_delivered()} hint={m.receipts_still_open(line)}>
          <Counter
            label={m.receipts_delivered_of(line)}
            unit={line.unit}
            value={line.delivered}
            error={errors[path('delivered')]}
            data-path={path('delivered')}
            onChange={(delivered) => onChange(cameChanged(line, delivered))}
          />
        </Count>
        <Count label={m.receipts_accepted()} hint={m.receipts_accepted_hint()}>
          <Counter
            label={m.receipts_accepted_of(line)}
            unit={line.unit}
            value={line.accepted}
            error={errors[path('accepted')] ?? broken}
            data-path={path('accepted')}
            onChange={(accepted) => onChange({ accepted })}
          />
        </Count>
      </div>
      {refusedOf(line) > 0 ? <Refused {...props} /> : null}
      {isTaken(line) ? <Becomes {...props} /> : null}
      {isTaken(line) && isFood(line) ? <FoodFields {...props} /> : null}
    </>
  );
}

function Count(props: { label: string; hint: string; children: ReactNode }) {
  return (
    <div className={classes.count}>
      <p className={classes.label} aria-hidden>
        {props.label}
      </p>
      {props.children}
      <p className={classes.hint}>{props.hint}</p>
    </div>
  );
}

function Refused(props: Props) {
  const { line, index, errors, onChange, onWaiting } = props;
  const path = `lines.${index}.refusal_reason`;
  return (
    <section className={classes.refused} aria-label={m.receipts_refused()}>
      <p className={classes.strong}>
        {m.receipts_sum_refused({ quantity: quantityOf(refusedOf(line)), unit: line.unit })}
      </p>
      <Suggest
        label={m.receipts_why_refused()}
        answers={[
          m.receipts_why_broken(),
          m.receipts_why_other(),
          m.receipts_why_poor(),
          m.receipts_why_more(),
        ]}
        value={line.refusal_reason}
        error={errors[path]}
        data-path={path}
        onChange={(event) => onChange({ refusal_reason: event.currentTarget.value })}
      />
      <PhotoField
        label={m.receipts_photo()}
        most={MOST_PHOTOS}
        value={line.refusal_upload_ids}
        path={`lines.${index}.refusal_upload_ids`}
        errors={errors}
        onChange={(ids) => onChange({ refusal_upload_ids: ids })}
        onWaiting={onWaiting}
      />
      {isFood(line) ? <RefusedFood {...props} /> : null}
    </section>
  );
}

function Becomes({ line, index, errors, onChange }: Props) {
  const { destination } = line;
  const field = {
    line,
    error: (name: string) => errors[`lines.${index}.destination.${name}`],
    path: (name: string) => `lines.${index}.destination.${name}`,
    onChange: (change: Partial<LineValues['destination']>) =>
      onChange({ destination: { ...destination, ...change } }),
  };
  return (
    <>
      <ChoiceCards
        label={m.receipts_becomes()}
        columns={1}
        choices={(['cards', 'stock', 'used'] as const).map((value: Destined) => ({
          value,
          label: BECOMES[value].label(),
          hint: BECOMES[value].hint(),
        }))}
        value={destination.kind || null}
        onChange={(kind) => field.onChange({ kind })}
        error={field.error('kind')}
        data-path={field.path('kind')}
      />
      <BelowLine line={line} />
      {destination.kind === 'cards' ? <CardFields {...field} /> : null}
      {destination.kind === 'stock' ? <StockFields {...field} /> : null}
    </>
  );
}

/** A card is somebody's choice then, not the rule's. */
function BelowLine({ line }: { line: LineValues }) {
  const { kind } = line.destination;
  const asked = kind === '' || kind === 'cards';
  return asked && line.proposal === 'no_card' ? (
    <p className={classes.hint}>{m.receipts_below_line()}</p>
  ) : null;
}
