import type { ComponentProps } from 'react';
import { m } from '@/i18n/messages';
import { SelectField } from '@/ui/SelectField';
import { GROUP_WORDS, STORAGE_WORDS } from '../food';
import classes from '../pages/IssuePage.module.css';

type Field = ComponentProps<typeof SelectField>;

const options = (words: Record<string, () => string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label: label() }));

/** Whether an item is food, of which kind, and how it is kept. */
export function FoodFields({ group, storage }: { group: Field; storage: Field }) {
  return (
    <div className={classes.pair}>
      <SelectField
        label={m.stores_food()}
        description={m.stores_food_text()}
        {...group}
        options={[{ value: '', label: m.stores_food_none() }, ...options(GROUP_WORDS)]}
      />
      {group.value ? (
        <SelectField
          label={m.stores_food_storage()}
          {...storage}
          value={storage.value || 'ambient'}
          options={options(STORAGE_WORDS)}
        />
      ) : null}
    </div>
  );
}
