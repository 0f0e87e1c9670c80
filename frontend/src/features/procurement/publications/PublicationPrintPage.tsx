import { useSuspenseQuery } from '@tanstack/react-query';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { TermLine } from '@/ui/TermLine';
import { WideTable } from '@/ui/WideTable';
import classes from './Publication.module.css';
import { PublishedMeetings } from './PublishedMeetings';
import { PublishedTable } from './PublishedTable';
import { publicationQuery } from './queries';

/** 采购公示 for the board: read from a step away, with its days, a telephone and a place for the seal. */
export function PublicationPrintPage({ publicationId }: { publicationId: string }) {
  const { data: notice } = useSuspenseQuery(publicationQuery(publicationId));
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{
            to: '/purchases/publications/$publicationId',
            params: { publicationId },
            label: notice.title,
          }}
          number={notice.number}
          title={m.publications_print()}
        />
      </div>
      <div className={classes.landscape}>
        <PrintSheet kind="form">
          <article className={paper.paper}>
            <header className={paper.head}>
              <p>{notice.school_name}</p>
              <p className={classes.headline}>{notice.title}</p>
              <TermLine day={notice.period_to} />
              <p className={paper.number}>{notice.number}</p>
            </header>
            <p className={classes.words}>
              {m.publications_intro({
                from: formatExact(notice.period_from),
                to: formatExact(notice.period_to),
              })}
            </p>
            <WideTable label={notice.title}>
              <PublishedTable notice={notice} />
            </WideTable>
            <PublishedMeetings notice={notice} />
            <p className={classes.words}>
              {m.publications_days({
                from: notice.published_on ? formatExact(notice.published_on) : '________',
                until: notice.published_until ? formatExact(notice.published_until) : '________',
              })}
            </p>
            <p className={classes.words}>{m.publications_ring({ phone: notice.phone })}</p>
            <p className={classes.seal}>{m.publications_seal()}</p>
          </article>
        </PrintSheet>
      </div>
    </>
  );
}
