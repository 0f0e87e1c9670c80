import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ApprovalPrice, AttachmentView, ApprovalBackground as Background } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { AttachedFiles, type FileAddress } from '@/ui/AttachedFiles';
import { DateText } from '@/ui/DateText';
import { ErrorState } from '@/ui/ErrorState';
import { FileViewer } from '@/ui/FileViewer';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { backgroundQuery } from '../queries';
import classes from './ApprovalBackground.module.css';
import { QuotesNow } from './QuotesNow';

interface Props {
  approvalId: string;
  /** Whether it still waits for somebody. */
  open: boolean;
}

/** What one looks up before one signs: what suppliers ask for it, the invoice, what the same things cost and were quoted at before. */
export function ApprovalBackground({ approvalId, open }: Props) {
  const query = useQuery(backgroundQuery(approvalId));
  const { data } = query;
  if (!data) {
    // Nothing shown would look as if there were nothing.
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <PageSkeleton />
    );
  }
  return (
    <>
      {data.quotes ? <QuotesNow quotes={data.quotes} open={open} /> : null}
      <Papers background={data} />
      <Prices id="bought" title={m.approvals_bought()} prices={data.bought} />
      <Prices id="quoted" title={m.approvals_quoted()} prices={data.quoted} />
    </>
  );
}

function Papers({ background }: { background: Background }) {
  const [shown, setShown] = useState<AttachmentView | null>(null);
  const { papers, papers_at: at } = background;
  if (papers.length === 0 || !at) {
    return null;
  }
  const address: FileAddress = (id, size) => {
    const path = `${at}/${id}/content`;
    return size ? `${path}?size=${size}` : path;
  };
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{m.approvals_papers()}</h2>
      <AttachedFiles files={papers} address={address} onShow={setShown} />
      <FileViewer files={papers} address={address} shown={shown} onShow={setShown} />
    </section>
  );
}

interface PricesProps {
  id: string;
  title: string;
  prices: readonly ApprovalPrice[];
}

function Prices({ id, title, prices }: PricesProps) {
  return prices.length > 0 ? (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className={classes.prices}>
        {prices.map((price, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: prices have no id and do not move
          <li key={index} className={classes.price}>
            <span className={classes.what}>
              {price.name}
              <span className={classes.detail}>
                <DateText value={price.on} /> {price.of}{' '}
                <Link to={price.link} className={classes.link}>
                  {price.number}
                </Link>
              </span>
            </span>
            <span className={classes.amount}>
              {m.approvals_price({ price: formatMoney(price.price), unit: price.unit })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  ) : null;
}
