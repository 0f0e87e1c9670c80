import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { problemOf } from '@/api/problem';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { PageSkeleton } from '@/ui/PageSkeleton';
import paper from '@/ui/Paper.module.css';
import { documentQuery } from '../queries';
import { DocumentPaper } from './DocumentPaper';
import classes from './StockInPaper.module.css';

interface Props {
  documentId: string;
  /** The reader may not see it: whoever binds the packet says so in its contents. */
  onUnreadable: (documentId: string) => void;
}

/** A document as a part of a packet that another area binds; whoever does not see it learns that, and the rest is printed. */
export function StockInPaper({ documentId, onUnreadable }: Props) {
  const { data, error, refetch } = useQuery(documentQuery(documentId));
  const unreadable = !data && isRefused(error);
  useEffect(() => {
    if (unreadable) {
      onUnreadable(documentId);
    }
  }, [unreadable, documentId, onUnreadable]);
  if (data) {
    return (
      <div className={paper.paper}>
        <DocumentPaper document={data} />
      </div>
    );
  }
  return unreadable ? (
    <p>{m.papers_not_readable()}</p>
  ) : (
    <>
      <div data-screen-only className={classes.state}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <PageSkeleton />}
      </div>
      <p className={classes.printed}>{m.papers_not_loaded()}</p>
    </>
  );
}

/** Not this reader's, or of a store that he does not see. */
function isRefused(error: unknown): boolean {
  const status = problemOf(error)?.status;
  return status === 403 || status === 404;
}
