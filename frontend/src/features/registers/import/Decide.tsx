import type { ImportPlanView, NamesView } from '@/api/schema';
import { formatList, formatMoney, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { ChoiceCards } from '@/ui/ChoiceCards';
import classes from './ImportWizard.module.css';
import type { Decisions } from './queries';

interface Props {
  plan: ImportPlanView;
  options: Decisions;
  onChange: (options: Decisions) => void;
}

/** What the file comes to, and what the user decides about it. */
export function Decide({ plan, options, onChange }: Props) {
  // What was just chosen shows at once; the figures follow when the server has read the file again.
  const chosen = { ...plan.options, ...options };
  const mode = chosen.mode;
  return (
    <>
      <Summary plan={plan} />
      <ChoiceCards
        label={m.imports_mode()}
        value={mode}
        onChange={(value) =>
          onChange({
            ...options,
            mode: value,
            quantity: value === 'update' ? 'keep' : chosen.quantity,
          })
        }
        choices={[
          { value: 'add', label: m.imports_mode_add(), hint: m.imports_mode_add_hint() },
          { value: 'update', label: m.imports_mode_update(), hint: m.imports_mode_update_hint() },
        ]}
      />
      {mode === 'add' && plan.cards_exploded !== plan.cards_kept ? (
        <ChoiceCards
          label={m.imports_quantity()}
          value={chosen.quantity}
          onChange={(quantity) => onChange({ ...options, quantity })}
          choices={[
            { value: 'keep', label: m.imports_keep({ cards: formatNumber(plan.cards_kept) }) },
            {
              value: 'explode',
              label: m.imports_explode({ cards: formatNumber(plan.cards_exploded) }),
            },
          ]}
        />
      ) : null}
      <Names plan={plan} options={options} onChange={onChange} />
    </>
  );
}

function Summary({ plan }: { plan: ImportPlanView }) {
  return (
    <div className={classes.part} role="status">
      <p className={classes.file}>
        {m.imports_summary({
          rows: formatNumber(plan.rows),
          accepted: formatNumber(plan.accepted_rows),
          refused: formatNumber(plan.refused_rows),
        })}
      </p>
      {plan.original_value ? (
        <p>{m.imports_value({ value: formatMoney(plan.original_value) })}</p>
      ) : null}
      {plan.options.mode === 'update' ? (
        <p>
          {m.imports_changes({
            changed: formatNumber(plan.changed_cards),
            unchanged: formatNumber(plan.unchanged_cards),
          })}
        </p>
      ) : null}
      {plan.mapping ? <p>{m.imports_mapping_used({ name: plan.mapping.name })}</p> : null}
      {plan.imported_before ? (
        <p role="alert" className={classes.bad}>
          {m.imports_before()}
        </p>
      ) : null}
    </div>
  );
}

function Names({ plan, options, onChange }: Props) {
  const kinds = [
    { key: 'locations', kind: m.imports_places(), names: plan.places },
    { key: 'people', kind: m.imports_people(), names: plan.people },
    { key: 'departments', kind: m.imports_departments(), names: plan.departments },
  ] as const;
  const chosen = { ...plan.options, ...options };
  const asked = kinds.filter(({ key, names }) => names.new > 0 || chosen[key] === 'must_exist');
  if (asked.length === 0) {
    return null;
  }
  return (
    <div className={classes.part}>
      <h3>{m.imports_names()}</h3>
      {asked.map(({ key, kind, names }) => (
        <div key={key}>
          <CheckField
            label={
              chosen[key] === 'create'
                ? m.imports_create({ kind, count: formatNumber(names.new) })
                : m.imports_must_exist({ kind })
            }
            checked={chosen[key] === 'create'}
            onChange={(event) =>
              onChange({ ...options, [key]: event.currentTarget.checked ? 'create' : 'must_exist' })
            }
          />
          <NewNames names={names} />
        </div>
      ))}
    </div>
  );
}

/** A name written wrongly shows here before it becomes a room. */
const NAMES_SHOWN = 30;

function NewNames({ names }: { names: NamesView }) {
  if (names.new_names.length === 0) {
    return null;
  }
  const more = names.new > NAMES_SHOWN ? '…' : '';
  return (
    <p className={classes.note}>
      {formatList(names.new_names.slice(0, NAMES_SHOWN))}
      {more}
    </p>
  );
}
