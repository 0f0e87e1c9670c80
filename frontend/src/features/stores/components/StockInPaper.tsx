import { useQuery } from '@tanstack/react-query';
import { problemOf } from '@/api/problem';
import paper from '@/ui/Paper.module.css';
import { documentQuery } from '../queries';
import { DocumentPaper } from './DocumentPaper';

/** A document as a part of a packet that another area binds; whoever does not see it learns that, and the rest is printed. */
export function StockInPaper({ documentId }: { documentId: string }) {
  const { data, error } = useQuery(documentQuery(documentId));
  if (error) {
    return <p>{problemOf(error)?.detail}</p>;
  }
  return data ? (
    <div className={paper.paper}>
      <DocumentPaper document={data} />
    </div>
  ) : null;
}
