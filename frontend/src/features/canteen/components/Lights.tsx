import { useSuspenseQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { CanteenLight, CanteenTodayRow, CanteenView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Folded } from '@/ui/Folded';
import { LinkButton } from '@/ui/LinkButton';
import { StatusBadge } from '@/ui/StatusBadge';
import { mendedAt } from '../mended-at';
import { standingQuery, todayQuery } from '../queries';
import { LIGHT_TONES, LIGHT_WORDS, MEAL_WORDS, WHAT_WORDS } from '../words';
import classes from './Canteen.module.css';

/** Before the inspector comes: what was missed, what is still due, and, folded away, what is in order. */
export function Lights({ canteen }: { canteen: CanteenView }) {
  const [{ data: today }, { data: standing }] = useSuspenseQueries({
    queries: [todayQuery(canteen.id), standingQuery(canteen.id)],
  });
  const rows = [...today.rows, ...standing.rows];
  const of = (state: CanteenLight) => rows.filter((row) => row.state === state);
  const open = [...of('red'), ...of('amber')];
  const green = of('green');
  return (
    <section className={classes.card} aria-labelledby="lights">
      <div className={classes.head}>
        <h2 id="lights">{m.canteen_lights()}</h2>
        <span className={classes.acts}>
          {of('red').length > 0 ? (
            <StatusBadge tone="alarm">{m.canteen_reds({ count: of('red').length })}</StatusBadge>
          ) : null}
          {of('amber').length > 0 ? (
            <StatusBadge tone="waiting">
              {m.canteen_ambers({ count: of('amber').length })}
            </StatusBadge>
          ) : null}
        </span>
      </div>
      {open.length > 0 ? (
        <Rows rows={open} canteenId={canteen.id} />
      ) : (
        <p>{m.canteen_all_in_order()}</p>
      )}
      {green.length > 0 ? (
        <Folded title={m.canteen_greens({ count: green.length })}>
          <Rows rows={green} canteenId={canteen.id} />
        </Folded>
      ) : null}
      <div className={classes.acts}>
        <LinkButton to="/canteen/incidents" search={{ canteen_id: canteen.id }} variant="default">
          {m.canteen_incident()}
        </LinkButton>
      </div>
    </section>
  );
}

/** `午餐 留样`. */
const titleOf = ({ what, meal }: CanteenTodayRow) =>
  [meal ? MEAL_WORDS[meal]() : null, WHAT_WORDS[what]()].filter(Boolean).join(' ');

function Rows({ rows, canteenId }: { rows: readonly CanteenTodayRow[]; canteenId: string }) {
  return (
    <ul className={classes.lights}>
      {rows.map((row) => (
        <li key={`${row.what} ${row.meal} ${row.day} ${row.id} ${row.why}`}>
          <Row row={row} canteenId={canteenId} />
        </li>
      ))}
    </ul>
  );
}

/** Word, icon and colour; why; by when; and the thing that mends it. */
function Row({ row, canteenId }: { row: CanteenTodayRow; canteenId: string }) {
  const { permissions } = useMe();
  const title = titleOf(row);
  const link = row.state === 'green' ? null : mendedAt(row, canteenId, permissions);
  return (
    <>
      <StatusBadge tone={LIGHT_TONES[row.state]}>{LIGHT_WORDS[row.state]()}</StatusBadge>
      <span className={classes.what}>
        <strong>{title}</strong>
        <span>{row.why}</span>
        {row.by && row.state !== 'green' ? (
          <span className={classes.muted}>
            {m.canteen_by()} <DateText value={row.by} hour />
          </span>
        ) : null}
      </span>
      {link ? (
        <Link
          {...link}
          className={classes.link}
          aria-label={m.canteen_see_to_what({ what: title })}
        >
          {m.canteen_see_to()}
        </Link>
      ) : null}
    </>
  );
}
