import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ImportView } from '@/api/schema';
import { m } from '@/i18n/messages';
import classes from './import.module.css';
import { importOfQuery, progressQuery } from './queries';
import { Running } from './Running';

const EVERY_MS = 1000;
const PATIENT_MS = 4000;

interface Props {
  uploadId: string;
  sha256: string | null;
  onDone: (made: ImportView) => void;
  onNothing: () => void;
}

/** The act was sent and no answer came, or the page was reloaded: asks until it knows what happened. */
export function Unknown({ uploadId, sha256, onDone, onNothing }: Props) {
  const progress = useQuery({
    ...progressQuery(uploadId),
    refetchInterval: ({ state }) => (state.data === null ? false : EVERY_MS),
  });
  const ended = progress.data === null;
  const found = useQuery({
    ...importOfQuery(sha256 ?? ''),
    enabled: ended && sha256 !== null,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.error ? PATIENT_MS : false),
  });
  const known = ended && (sha256 === null || (found.isSuccess && !found.isFetching));
  const made = found.data ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once, when it is known
  useEffect(() => {
    if (known) {
      made ? onDone(made) : onNothing();
    }
  }, [known, made]);
  if (progress.data) {
    return <Running progress={progress.data} />;
  }
  return (
    <p role="status" className={classes.box}>
      {progress.error || found.error ? m.imports_unknown_offline() : m.imports_unknown()}
    </p>
  );
}

/** While this page itself waits for the answer. */
export function Watched({ uploadId }: { uploadId: string }) {
  const { data } = useQuery({ ...progressQuery(uploadId), refetchInterval: EVERY_MS });
  return <Running progress={data ?? null} />;
}
