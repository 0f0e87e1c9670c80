import { useQuery } from '@tanstack/react-query';
import type { PublicationOverdueMonth } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { LinkButton } from '@/ui/LinkButton';
import { monthName } from '../petty/months';
import classes from './Publication.module.css';
import { overdueQuery } from './queries';

/** What nobody thought of: accepted in a month that is over, and in no notice; each month's notice is one tap away. */
export function OverdueMonths({ keeps }: { keeps: boolean }) {
  const { data } = useQuery(overdueQuery);
  return data && data.count > 0 ? (
    <section className={classes.owed} aria-labelledby="owed">
      <h2 id="owed">
        {m.publications_owed({ count: data.count, amount: formatMoney(data.amount) })}
      </h2>
      <p>{data.with_petty ? m.publications_owed_text_petty() : m.publications_owed_text()}</p>
      {data.cut ? <p>{m.publications_owed_cut()}</p> : null}
      <ul className={classes.months}>
        {data.months.map((month) => (
          <Month key={month.month} month={month} petty={data.with_petty} keeps={keeps} />
        ))}
      </ul>
    </section>
  ) : null;
}

interface Props {
  month: PublicationOverdueMonth;
  petty: boolean;
  keeps: boolean;
}

function Month({ month, petty, keeps }: Props) {
  const name = monthName(month.month);
  return (
    <li>
      <p>
        <strong>{name}</strong>{' '}
        {m.publications_owed_month({
          count: month.receipts + month.petty,
          amount: formatMoney(month.amount),
        })}
      </p>
      {keeps ? (
        <LinkButton
          to="/purchases/publications/new"
          search={{ from: month.from, to: month.to, petty: petty || undefined }}
          variant="default"
          aria-label={m.publications_owed_make_of({ month: name })}
        >
          {m.publications_owed_make()}
        </LinkButton>
      ) : null}
    </li>
  );
}
