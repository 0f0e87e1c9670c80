import { queryOptions, useIsFetching, useQueries } from '@tanstack/react-query';
import { fileBytes } from '@/api/file-bytes';
import { m } from '@/i18n/messages';
import { byHand, type Enclosure, howPrinted } from './enclosures';

const DRAWN = ['drawn-pdf'] as const;

let last: Promise<unknown> = Promise.resolve();

/** One file after the other: a page is sixteen megabytes while it is drawn. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine;
  return mine;
}

/** The pages of a PDF as pictures; what draws them is asked for with the first. A file never changes. */
export const drawnQuery = (address: string) =>
  queryOptions({
    queryKey: [...DRAWN, address],
    queryFn: async ({ signal }) => {
      const [{ draw }, bytes] = await Promise.all([import('./pdf'), fileBytes(address, signal)]);
      return inTurn(() => draw(bytes, signal));
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });

/** Why printing waits; null: everything is drawn. */
export function useWaiting(): string | null {
  const count = useIsFetching({ queryKey: DRAWN });
  return count > 0 ? m.papers_drawing_left({ count }) : null;
}

interface ByHand extends Enclosure {
  text: string;
}

/** What of these files somebody has to put in himself. */
export function useByHand(enclosures: readonly Enclosure[]): ByHand[] {
  const pdfs = enclosures.filter(({ file }) => howPrinted(file) === 'pdf');
  const fates = useQueries({
    queries: pdfs.map(({ file, address }) => drawnQuery(address(file.id))),
  });
  return enclosures.flatMap((one) => {
    const text = byHand(one.file, fates[pdfs.indexOf(one)]?.data);
    return text ? [{ ...one, text }] : [];
  });
}
