import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { termsQuery } from '@/api/terms';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { IconChevronRight, IconFileText } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import classes from './TermList.module.css';

/** Of which term. */
export function TermListPage() {
  const { data, error, refetch } = useQuery(termsQuery);
  return (
    <>
      <PageHeader title={m.summary_title()} facts={m.summary_lead()} />
      {data?.length === 0 ? (
        <EmptyState
          icon={IconFileText}
          title={m.summary_no_term()}
          text={m.summary_no_term_text()}
        />
      ) : null}
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <PageSkeleton />}
      <ul className={classes.terms}>
        {data?.map((term) => (
          <li key={term.id}>
            <Link
              to="/term-summaries/$termId"
              params={{ termId: term.id }}
              className={classes.term}
            >
              <span>
                {term.title}
                <span className={classes.days}>
                  {m.figures_days({
                    from: formatDate(term.starts_on),
                    to: formatDate(term.ends_on),
                  })}
                </span>
              </span>
              <IconChevronRight size={20} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
