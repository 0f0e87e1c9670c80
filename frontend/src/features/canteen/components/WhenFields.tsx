import { TextInput } from '@mantine/core';
import type { CanteenMeal, CanteenView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { Folded } from '@/ui/Folded';
import { localMoment } from '../happened';
import { MEAL_WORDS } from '../words';

interface MealProps {
  canteen: CanteenView;
  value: CanteenMeal | null;
  onChange: (meal: CanteenMeal) => void;
  error?: string | undefined;
}

/** The meals that the canteen serves, as large choices. */
export function MealField({ canteen, value, onChange, error }: MealProps) {
  const meals = canteen.meals.map((meal) => ({ value: meal, label: MEAL_WORDS[meal]() }));
  return (
    <ChoiceCards
      label={m.canteen_meal()}
      choices={meals}
      value={value}
      onChange={onChange}
      error={error}
      columns={meals.length > 2 ? 4 : 2}
      data-path="meal"
    />
  );
}

interface TimeProps {
  value: string;
  onChange: (local: string) => void;
  error?: string | undefined;
}

/** Now, unless somebody enters it later: folded away, because it is nearly always now. */
export function TimeField({ value, onChange, error }: TimeProps) {
  return (
    <Folded title={m.canteen_later_entry()} open={Boolean(value || error)}>
      <TextInput
        type="datetime-local"
        label={m.canteen_happened_at()}
        description={m.canteen_happened_text()}
        max={localMoment(new Date())}
        value={value}
        error={error}
        data-path="happened_at"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Folded>
  );
}
