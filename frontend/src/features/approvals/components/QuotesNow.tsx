import { Link } from '@tanstack/react-router';
import { usePermission } from '@/api/me';
import type { ApprovalQuotedBy, ApprovalQuotes } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { StatusBadge, type Tone } from '@/ui/StatusBadge';
import classes from './QuotesNow.module.css';

interface Props {
  quotes: ApprovalQuotes;
  /** It is not decided yet: what is done with the quotes comes afterwards. */
  open: boolean;
}

/** What suppliers ask for the very things that are decided about; that nobody was asked yet, too. */
export function QuotesNow({ quotes: { needed, why, link, said }, open }: Props) {
  const opens = usePermission('quotes.view');
  const count = said.filter(({ total }) => total).length;
  return (
    <section className={classes.quotes} aria-labelledby="quotes-now">
      <h2 id="quotes-now">{m.approvals_quotes()}</h2>
      <p>{why}</p>
      {said.length > 0 ? (
        <ul className={classes.list}>
          {said.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: quotes have no id here and do not move
            <QuotedBy key={index} said={one} />
          ))}
        </ul>
      ) : null}
      <p className={classes.quiet}>
        {said.length === 0
          ? m.approvals_quotes_none()
          : m.approvals_quotes_count({ count, needed })}{' '}
        {open ? m.approvals_quotes_later() : null}
      </p>
      {link && opens ? (
        <Link to={link} className={classes.link}>
          {m.approvals_quotes_sheet()}
        </Link>
      ) : null}
    </section>
  );
}

function QuotedBy({ said }: { said: ApprovalQuotedBy }) {
  const { supplier, total, lowest, beyond } = said;
  const marks: [boolean, Tone, string][] = [
    [lowest, 'held', m.approvals_quote_lowest()],
    [beyond, 'waiting', m.approvals_quote_beyond()],
    [!total, 'off', m.approvals_quote_incomplete()],
  ];
  return (
    <li className={classes.quote}>
      <span className={classes.who}>
        {supplier}
        <span className={classes.detail}>
          {said.how} · <DateText value={said.on} /> · {said.asked_by}
        </span>
      </span>
      <span className={classes.amount}>
        {total ? formatMoney(total) : null}
        {marks.map(([is, tone, word]) =>
          is ? (
            <StatusBadge key={word} tone={tone}>
              {word}
            </StatusBadge>
          ) : null,
        )}
      </span>
    </li>
  );
}
