import { m } from '@/i18n/messages';
import { floorsOf } from '../generate';
import classes from './RoomPlan.module.css';

interface Props {
  rooms: readonly string[] | undefined;
  perFloor: number;
  first: number;
  trouble: string | undefined;
}

/** The building that would be made, drawn as its doors. */
export function RoomPlan({ rooms, perFloor, first, trouble }: Props) {
  return (
    <section className={classes.plan} aria-label={m.campus_generate_preview()}>
      {trouble ? (
        <p className={classes.trouble} role="alert">
          {trouble}
        </p>
      ) : null}
      {rooms ? (
        <>
          <p className={classes.count} role="status">
            {m.campus_generate_preview_count({ count: rooms.length })}
          </p>
          {floorsOf(rooms, perFloor, first).map(({ floor, rooms: doors }) => (
            <div key={floor} className={classes.floor}>
              <span className={classes.label}>{m.campus_generate_floor({ floor })}</span>
              <ul className={classes.doors}>
                {doors.map((door) => (
                  <li key={door}>{door}</li>
                ))}
              </ul>
            </div>
          ))}
        </>
      ) : trouble ? null : (
        <p className={classes.count}>{m.campus_generate_preview_none()}</p>
      )}
    </section>
  );
}
