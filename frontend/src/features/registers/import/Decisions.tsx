import type { ImportOptions, ImportPlanView, NamesView } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { Folded } from '@/ui/Folded';
import { FormSection } from '@/ui/FormSection';
import { CategoryPicker } from '../components/CategoryPicker';
import classes from './import.module.css';
import { unknownWords } from './refused';

interface Props {
  plan: ImportPlanView;
  options: ImportOptions;
  onChange: (patch: Partial<ImportOptions>) => void;
}

/** What only the user can say about the file. */
export function Decisions({ plan, options, onChange }: Props) {
  const several = plan.cards_exploded > plan.cards_kept || options.quantity === 'explode';
  const cards = (count: number) => m.imports_quantity_cards({ count: formatNumber(count) });
  return (
    <>
      <Words plan={plan} options={options} onChange={onChange} />
      {options.mode === 'add' && several ? (
        <ChoiceCards
          label={m.imports_quantity()}
          choices={[
            { value: 'keep', label: m.imports_quantity_keep(), hint: cards(plan.cards_kept) },
            {
              value: 'explode',
              label: m.imports_quantity_explode(),
              hint: cards(plan.cards_exploded),
            },
          ]}
          value={options.quantity}
          onChange={(quantity) => onChange({ quantity })}
        />
      ) : null}
      <Names plan={plan} options={options} onChange={onChange} />
    </>
  );
}

/** Words that are chosen stay here, so that a choice can be changed. */
function Words({ plan, options, onChange }: Props) {
  const open = unknownWords(plan.refused);
  const chosen = Object.keys(options.categories).filter(
    (word) => !open.some((one) => one.word === word),
  );
  const words = [...chosen.map((word) => ({ word, rows: 0 })), ...open];
  if (words.length === 0) {
    return null;
  }
  const choose = (word: string, code: string | null) => {
    const { [word]: _, ...others } = options.categories;
    onChange({ categories: code ? { ...others, [word]: code } : others });
  };
  return (
    <FormSection title={m.imports_words()} text={m.imports_words_text()}>
      <div className={classes.pair}>
        {words.map(({ word, rows }) => (
          <CategoryPicker
            key={word}
            label={rows > 0 ? m.imports_word_is({ word, count: rows }) : word}
            value={options.categories[word] ?? null}
            onChange={(code) => choose(word, code)}
          />
        ))}
      </div>
    </FormSection>
  );
}

function Names({ plan, options, onChange }: Props) {
  const kinds = [
    { key: 'locations' as const, label: m.imports_places(), names: plan.places },
    { key: 'people' as const, label: m.imports_people(), names: plan.people },
    { key: 'departments' as const, label: m.imports_departments(), names: plan.departments },
  ];
  const asked = kinds.filter(({ key, names }) => names.new > 0 || options[key] === 'must_exist');
  return (
    <>
      {asked.length > 0 ? (
        <FormSection title={m.imports_unlisted()} text={m.imports_unlisted_text()}>
          {asked.map(({ key, label, names }) => (
            <div key={key} className={classes.stack}>
              <ChoiceCards
                label={`${label} · ${counted(names)}`}
                choices={[
                  { value: 'create', label: m.imports_create() },
                  { value: 'must_exist', label: m.imports_must_exist() },
                ]}
                value={options[key]}
                onChange={(value) => onChange({ [key]: value })}
              />
              <NewNames names={names} />
            </div>
          ))}
        </FormSection>
      ) : null}
      {plan.shared_names.length > 0 ? (
        <p className={classes.quiet}>
          {m.imports_shared({ names: plan.shared_names.join(' · ') })}
        </p>
      ) : null}
    </>
  );
}

function counted(names: NamesView): string {
  if (names.used === 0) {
    return m.imports_names_unused();
  }
  return names.new > 0
    ? m.imports_names_new({ used: names.used, count: names.new })
    : m.imports_names_known({ used: names.used });
}

/** Read at a glance; more are unfolded. */
const FEW_NAMES = 12;

function NewNames({ names }: { names: NamesView }) {
  if (names.new_names.length === 0) {
    return null;
  }
  const more = names.new - names.new_names.length;
  const list = (
    <p className={classes.quiet}>
      {names.new_names.join(' · ')}
      {more > 0 ? ` ${m.imports_names_more({ count: more })}` : null}
    </p>
  );
  return names.new_names.length <= FEW_NAMES ? (
    list
  ) : (
    <Folded title={m.imports_names_see({ count: names.new })}>{list}</Folded>
  );
}
