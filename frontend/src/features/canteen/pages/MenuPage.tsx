import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { CanteenMeal, CanteenMenuView, CanteenView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { TextArea } from '@/ui/TextArea';
import { rewriteMenu, strikeMenu, writeMenu } from '../acts';
import { NoCanteen } from '../components/NoCanteen';
import { RecordForm } from '../components/RecordForm';
import { MealField } from '../components/WhenFields';
import { CANTEEN, type DaySearch } from '../queries';
import { useCanteen } from '../use-canteen';
import { likelyMeal, useRecord } from '../use-record';

type Values = { day: string; meal: CanteenMeal | null; dishes: string; reason: string };

interface Props {
  search: DaySearch;
  onSearch: (patch: Partial<DaySearch>) => void;
}

export function MenuPage({ search, onSearch }: Props) {
  const canteen = useCanteen(search.canteen_id);
  if (!canteen) {
    return <NoCanteen />;
  }
  const day = search.day ?? schoolDay();
  const meal = likelyMeal(canteen, search);
  return (
    <Chosen key={`${day} ${meal}`} canteen={canteen} day={day} meal={meal} onSearch={onSearch} />
  );
}

interface ChosenProps {
  canteen: CanteenView;
  day: string;
  meal: CanteenMeal | null;
  onSearch: Props['onSearch'];
}

/** The colon of Chinese keyboards; the other one is understood as well. */
const COLON = '\uFF1A';

/** A dish a line, what goes into it behind a colon. */
const written = (menu: CanteenMenuView | null): string =>
  (menu?.dishes ?? [])
    .map(({ name, quantities }) => (quantities ? name + COLON + quantities : name))
    .join('\n');

const read = (text: string) =>
  text.split('\n').flatMap((line) => {
    const [name = '', ...rest] = line.split(/[\uFF1A:]/);
    const quantities = rest.join(COLON).trim();
    return name.trim() ? [{ name: name.trim(), quantities: quantities || undefined }] : [];
  });

/** The menu of a meal: written once, and struck out and written anew when it changes. */
function Chosen({ canteen, day, meal, onSearch }: ChosenProps) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const { day: shown, done } = useRecord(canteen, day);
  const [striking, setStriking] = useState(false);
  const menu = shown.meals.find((one) => one.meal === meal)?.menu ?? null;
  const submission = useSubmission({
    name: `canteen.menu.${canteen.id}.${day}.${meal}`,
    owner: person.id,
    initialValues: { day, meal, dishes: written(menu), reason: '' } as Values,
    validate: {
      meal: (chosen) => (chosen ? null : m.ui_required()),
      dishes: (text) => (read(text).length > 0 ? null : m.ui_required()),
      reason: (text) => (!menu || text.trim() ? null : m.ui_required()),
    },
    send: (values: Values, key) => {
      const dishes = read(values.dishes);
      return orNewest(
        queryClient,
        CANTEEN,
        menu
          ? rewriteMenu(menu, { reason: values.reason.trim(), dishes }, key)
          : writeMenu(canteen.id, { day, meal: values.meal ?? 'lunch', dishes }, key),
      );
    },
    onAccepted: done,
  });
  const { form } = submission;
  return (
    <>
      <RecordForm
        title={menu ? m.canteen_menu_rewrite() : m.canteen_menu_write()}
        submission={submission}
      >
        <TextInput
          type="date"
          label={m.canteen_day()}
          value={day}
          data-path="day"
          onChange={(event) => onSearch({ day: event.currentTarget.value || undefined })}
        />
        <MealField
          canteen={canteen}
          value={meal}
          onChange={(next) => onSearch({ meal: next })}
          error={form.errors.meal}
        />
        <TextArea
          label={m.canteen_dishes()}
          description={m.canteen_dishes_text()}
          placeholder={m.canteen_dishes_example()}
          rows={6}
          {...form.getInputProps('dishes')}
        />
        {menu ? (
          <>
            <TextInput label={m.canteen_rewrite_reason()} {...form.getInputProps('reason')} />
            <div>
              <Button variant="default" onClick={() => setStriking(true)}>
                {m.canteen_menu_strike()}
              </Button>
            </div>
          </>
        ) : null}
      </RecordForm>
      {menu ? (
        <ReasonDialog
          name={`canteen.menu.strike.${menu.id}`}
          title={m.canteen_menu_strike()}
          reasonLabel={m.canteen_strike_reason()}
          text={m.canteen_strike_text()}
          shown={CANTEEN}
          act={(reason, key) => strikeMenu(menu, reason, key)}
          onDone={() => void done()}
          open={striking}
          onClose={() => setStriking(false)}
        />
      ) : null}
    </>
  );
}
