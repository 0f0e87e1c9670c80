import { m } from '@/i18n/messages';
import { type Line, plainAmount, plainQuantity, type Room } from '../inventory';
import classes from './RoomList.module.css';

export type ListForm = 'class' | 'room';

interface Props {
  room: Room;
  school: string;
  /** Told by the room's name when left out. */
  form: ListForm | undefined;
  /** Which of two copies; null when there is one. */
  copy: number | null;
  values: boolean;
}

/** A class lives there, by the name of the room or by what it is for. */
export function isClassroom({ name, use }: Room): boolean {
  return `${name} ${use}`.toLowerCase().includes(m.labels_list_class_word().toLowerCase());
}

/** Lines of a page that is not full: what is added by hand during the term needs room. */
const LINES = 20;

/** A room's list on A4: the heads stand again on a second page, the signatures at the end of the last. */
export function RoomList({ room, school, form, copy, values }: Props) {
  const isClass = form ? form === 'class' : isClassroom(room);
  const columns = values ? 8 : 7;
  const blank = Math.max(0, LINES - room.lines.length);
  return (
    <section className={classes.sheet} aria-label={room.path}>
      <table className={classes.table}>
        <Columns values={values} />
        <thead>
          <tr>
            <th colSpan={columns} className={classes.title}>
              <span className={classes.school}>{school}</span>
              {isClass ? m.labels_list_class() : m.labels_list_room()}
            </th>
          </tr>
          <tr>
            <th colSpan={columns} className={classes.facts}>
              <span className={classes.line}>
                <span>
                  {m.labels_list_place({
                    name: [room.path.replaceAll(' / ', ' '), room.use].filter(Boolean).join(' '),
                  })}
                </span>
                <span>
                  {(isClass ? m.labels_list_teacher : m.labels_list_keeper)({
                    name: room.keeper ?? '',
                  })}
                </span>
                <span>{m.labels_list_term()}</span>
              </span>
            </th>
          </tr>
          <Heads values={values} />
        </thead>
        <tbody>
          {room.lines.map((line, index) => (
            <Row key={line.key} line={line} number={index + 1} values={values} />
          ))}
          {Array.from({ length: blank }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: empty lines are their number
            <tr key={index}>
              {Array.from({ length: columns }, (_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <td key={column} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.foot}>
        <Signatures isClass={isClass} />
        {copy === null ? null : (
          <p className={classes.copy}>
            {copy === 0 ? m.labels_list_copy_wall() : m.labels_list_copy_office()}
          </p>
        )}
      </div>
    </section>
  );
}

function Columns({ values }: { values: boolean }) {
  return (
    <colgroup>
      <col className={classes.no} />
      <col />
      <col className={classes.spec} />
      <col className={classes.unit} />
      {values ? <col className={classes.value} /> : null}
      <col className={classes.count} />
      <col className={classes.count} />
      <col className={classes.remarks} />
    </colgroup>
  );
}

function Heads({ values }: { values: boolean }) {
  return (
    <tr className={classes.heads}>
      <th scope="col">{m.labels_list_no()}</th>
      <th scope="col">{m.labels_list_name()}</th>
      <th scope="col">{m.labels_list_spec()}</th>
      <th scope="col">{m.labels_list_unit()}</th>
      {values ? <th scope="col">{m.labels_list_value()}</th> : null}
      <th scope="col">{m.labels_list_opening()}</th>
      <th scope="col">{m.labels_list_closing()}</th>
      <th scope="col">{m.labels_list_remarks()}</th>
    </tr>
  );
}

function Row({ line, number, values }: { line: Line; number: number; values: boolean }) {
  return (
    <tr>
      <td className={classes.middle}>{number}</td>
      <td>{line.name}</td>
      <td>{line.spec}</td>
      <td className={classes.middle}>{line.unit}</td>
      {values ? (
        <td className={classes.end}>{line.value === null ? '' : plainAmount(line.value)}</td>
      ) : null}
      <td className={classes.middle}>{plainQuantity(line.quantity)}</td>
      <td />
      <td />
    </tr>
  );
}

function Signatures({ isClass }: { isClass: boolean }) {
  const who = isClass ? m.labels_list_sign_teacher() : m.labels_list_sign_keeper();
  return [m.labels_list_sign_open(), m.labels_list_sign_close()].map((when) => (
    <p key={when} className={classes.signatures}>
      <span>{when}</span>
      <span className={classes.blank}>{who}</span>
      <span className={classes.blank}>{m.labels_list_sign_office()}</span>
      <span className={classes.date}>{m.labels_list_sign_date()}</span>
    </p>
  ));
}
