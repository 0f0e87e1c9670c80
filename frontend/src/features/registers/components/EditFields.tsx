import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { Folded } from '@/ui/Folded';
import type { CardField } from '../card-fields';
import { MANY } from '../edit-many';
import classes from '../pages/EditAssetsPage.module.css';
import { type AnyForm, CardFieldInput } from './CardFieldInput';

interface Props {
  form: AnyForm;
  ticked: readonly string[];
  onTick: (ticked: readonly string[]) => void;
}

const TITLES = {
  plain: m.registers_group_what,
  papers: m.cards_group_papers,
  official: m.cards_group_official,
};

/** A tick for each field that is to change, and what it becomes. What is seldom changed is folded. */
export function EditFields(props: Props) {
  return (
    <>
      {MANY.map(({ key, fields }) =>
        key === 'plain' ? (
          <Ticks key={key} fields={fields} {...props} />
        ) : (
          <Folded key={key} title={TITLES[key]()}>
            <Ticks fields={fields} {...props} />
          </Folded>
        ),
      )}
    </>
  );
}

function Ticks({ fields, form, ticked, onTick }: Props & { fields: readonly CardField[] }) {
  return (
    <div className={classes.fields}>
      {fields.map((field) => {
        const on = ticked.includes(field.name);
        return (
          <div key={field.name} className={classes.field}>
            <CheckField
              label={field.label()}
              checked={on}
              onChange={() =>
                onTick(on ? ticked.filter((name) => name !== field.name) : [...ticked, field.name])
              }
            />
            {on ? (
              <CardFieldInput
                bare
                form={form}
                field={field}
                placeholder={field.needed ? m.cards_many_needed() : m.cards_many_empty()}
              />
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
