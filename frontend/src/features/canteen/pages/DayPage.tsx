import { TextInput } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { CanteenDay, CanteenMealOfDay, CanteenRecordView, CanteenView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import asked from '@/ui/asked.module.css';
import { DateText } from '@/ui/DateText';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from '../components/Canteen.module.css';
import { CanteenChoice } from '../components/CanteenChoice';
import { CanteenTabs } from '../components/CanteenTabs';
import { Lights } from '../components/Lights';
import { Marks } from '../components/Marks';
import { NoCanteen } from '../components/NoCanteen';
import { type DaySearch, dayQuery } from '../queries';
import { useCanteen } from '../use-canteen';
import { KIND_WORDS, MEAL_WORDS } from '../words';

interface Props {
  search: DaySearch;
  onSearch: (patch: Partial<DaySearch>) => void;
}

export function DayPage({ search, onSearch }: Props) {
  const canteen = useCanteen(search.canteen_id);
  return (
    <>
      <PageHeader title={m.canteen_title()} />
      <CanteenTabs />
      {canteen ? (
        <>
          <div className={`${classes.pair} ${asked.asked}`}>
            <CanteenChoice value={canteen.id} onChange={(id) => onSearch({ canteen_id: id })} />
            <TextInput
              type="date"
              label={m.canteen_day()}
              value={search.day ?? schoolDay()}
              onChange={(event) => onSearch({ day: event.currentTarget.value || undefined })}
            />
          </div>
          {search.day && search.day !== schoolDay() ? null : <Lights canteen={canteen} />}
          <Shown canteen={canteen} day={search.day} />
        </>
      ) : (
        <NoCanteen />
      )}
    </>
  );
}

/** What was written down of the day, and what can be: a tap for each. */
function Shown({ canteen, day: asked }: { canteen: CanteenView; day: string | undefined }) {
  const { data: day } = useSuspenseQuery(dayQuery(canteen.id, asked));
  return (
    <div className={classes.cards}>
      <Morning day={day} />
      {day.meals.map((meal) => (
        <Meal key={meal.meal} day={day} meal={meal} />
      ))}
      <Kept samples={day.kept_samples} />
    </div>
  );
}

function Morning({ day }: { day: CanteenDay }) {
  const { permissions } = useMe();
  const names = day.unchecked.map(({ name }) => name).join(m.ui_list_separator());
  return (
    <section className={classes.card} aria-labelledby="morning">
      <div className={classes.head}>
        <h2 id="morning">{m.canteen_kind_morning_check()}</h2>
        {day.unchecked.length > 0 ? (
          <StatusBadge tone="waiting">
            {m.canteen_unchecked({ count: day.unchecked.length })}
          </StatusBadge>
        ) : (
          <StatusBadge tone="done">{m.canteen_all_checked()}</StatusBadge>
        )}
      </div>
      {names ? <p className={classes.muted}>{names}</p> : null}
      <Records records={day.records} />
      {permissions.includes('canteen.health_keep') ? (
        <div className={classes.acts}>
          <LinkButton to="/canteen/morning-check" search={{ canteen_id: day.canteen.id }}>
            {m.canteen_check_now()}
          </LinkButton>
        </div>
      ) : null}
    </section>
  );
}

function Meal({ day, meal }: { day: CanteenDay; meal: CanteenMealOfDay }) {
  const { permissions } = useMe();
  const search = { canteen_id: day.canteen.id, day: day.day, meal: meal.meal };
  const keeps = permissions.includes('canteen.keep');
  return (
    <section className={classes.card} aria-labelledby={`meal-${meal.meal}`}>
      <div className={classes.head}>
        <h2 id={`meal-${meal.meal}`}>{MEAL_WORDS[meal.meal]()}</h2>
        {meal.unsampled.length > 0 ? (
          <StatusBadge tone="waiting">
            {m.canteen_unsampled({ count: meal.unsampled.length })}
          </StatusBadge>
        ) : null}
      </div>
      <p className={classes.muted}>
        {meal.menu
          ? meal.menu.dishes.map(({ name }) => name).join(m.ui_list_separator())
          : m.canteen_no_menu()}
        {meal.menu?.late ? ` · ${m.canteen_late()}` : null}
      </p>
      <Records records={meal.records} />
      <div className={classes.acts}>
        {keeps ? (
          <>
            <LinkButton to="/canteen/menu" search={search} variant="default">
              {m.canteen_menu()}
            </LinkButton>
            <LinkButton to="/canteen/samples" search={search} variant="default">
              {KIND_WORDS.food_sample()}
            </LinkButton>
            <LinkButton to="/canteen/disinfection" search={search} variant="default">
              {KIND_WORDS.disinfection()}
            </LinkButton>
          </>
        ) : null}
        {permissions.includes('canteen.accompany') ? (
          <LinkButton to="/canteen/accompany" search={search} variant="default">
            {KIND_WORDS.accompanied_meal()}
          </LinkButton>
        ) : null}
        {keeps ? (
          <LinkButton to="/canteen/leftovers" search={search} variant="default">
            {KIND_WORDS.leftovers()}
          </LinkButton>
        ) : null}
      </div>
    </section>
  );
}

/** Samples of other days that are still there. */
function Kept({ samples }: { samples: readonly CanteenRecordView[] }) {
  return samples.length > 0 ? (
    <section className={classes.card} aria-labelledby="kept">
      <h2 id="kept">{m.canteen_kept()}</h2>
      <Records records={samples} dated />
    </section>
  ) : null;
}

interface RecordsProps {
  records: readonly CanteenRecordView[];
  /** With their day: they are of several. */
  dated?: boolean;
}

function Records({ records, dated = false }: RecordsProps) {
  return records.length > 0 ? (
    <ul className={classes.records}>
      {records.map((record) => (
        <li key={record.id}>
          <Link
            to="/canteen/records/$recordId"
            params={{ recordId: record.id }}
            className={record.struck ? `${classes.link} ${classes.struck}` : classes.link}
          >
            {KIND_WORDS[record.kind]()} · {record.text}
          </Link>
          <span className={classes.acts}>
            {dated ? <DateText value={record.day} /> : null}
            <Marks record={record} />
          </span>
        </li>
      ))}
    </ul>
  ) : null;
}
