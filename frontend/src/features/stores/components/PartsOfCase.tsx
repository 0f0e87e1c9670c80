import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { usePermission } from '@/api/me';
import type { RepairPartDocument } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Money } from '@/ui/Money';
import { partsQuery } from '../queries';
import { nameOf } from '../shelf';
import { KIND_WORDS } from '../words';
import classes from './PartsOfCase.module.css';

/** On the page of a repair: what of the stores went into it, and what that cost for those who see it. */
export function PartsOfCase({ caseId }: { caseId: string }) {
  const { data } = useQuery(partsQuery(caseId));
  return data && data.documents.length > 0 ? (
    <section className={classes.parts} aria-labelledby="parts">
      <h2 id="parts">{m.stores_parts()}</h2>
      <ul className={classes.list}>
        {data.items.map(({ item, quantity, value }) => (
          <li key={item.id} className={classes.row}>
            <span>{nameOf(item)}</span>
            <span className={classes.quantity}>
              {m.stores_amount({ quantity, unit: item.unit })}
            </span>
            {value ? (
              <span className={classes.amount}>
                <Money amount={value} />
              </span>
            ) : null}
          </li>
        ))}
        {data.value && data.items.length > 1 ? (
          <li className={classes.row}>
            <strong>{m.stores_sum()}</strong>
            <span className={classes.amount}>
              <Money amount={data.value} />
            </span>
          </li>
        ) : null}
      </ul>
      <ul className={classes.list}>
        {data.documents.map((document) => (
          <li key={document.id} className={classes.document}>
            <DocumentWords document={document} />
          </li>
        ))}
      </ul>
    </section>
  ) : null;
}

/** A paper that those open who see stores. */
function DocumentWords({ document: { id, number, kind, happened_on, recorded_by } }: Props) {
  const sees = usePermission('stores.view');
  return (
    <>
      {sees ? (
        <Link to="/stores/documents/$documentId" params={{ documentId: id }}>
          {number}
        </Link>
      ) : (
        <span>{number}</span>
      )}
      <span>{KIND_WORDS[kind]()}</span>
      <span>{recorded_by.name}</span>
      <DateText value={happened_on} />
    </>
  );
}

interface Props {
  document: RepairPartDocument;
}
