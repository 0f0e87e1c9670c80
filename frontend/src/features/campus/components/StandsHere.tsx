import { useQuery } from '@tanstack/react-query';
import { problemOf } from '@/api/problem';
import { m } from '@/i18n/messages';
import { standingQuery } from '../queries';
import form from './form.module.css';

/** What is at a place or below it, before it is moved or closed. */
export function StandsHere({ placeId }: { placeId: string }) {
  const { data, error } = useQuery(standingQuery(placeId));
  if (error) {
    return <p role="alert">{problemOf(error)?.detail ?? m.ui_offline_text()}</p>;
  }
  if (!data) {
    return <p className={form.text}>{m.ui_loading()}</p>;
  }
  const count = (kind: string) => data.things.find((one) => one.kind === kind)?.count ?? 0;
  return (
    <div>
      <p>
        {m.campus_stands({
          places: data.places,
          assets: count('assets'),
          cases: count('repair_cases'),
        })}
      </p>
      {count('inspection_plans') > 0 ? (
        <p>{m.campus_stands_plans({ count: count('inspection_plans') })}</p>
      ) : null}
      {data.classes.length > 0 ? (
        <p className={form.now}>
          {m.campus_stands_classes({ names: data.classes.join(m.rules_comma()) })}
        </p>
      ) : null}
    </div>
  );
}
