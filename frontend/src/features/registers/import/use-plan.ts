import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ImportFile, ImportPlanView } from '@/api/schema';
import { useSettled } from '@/ui/use-settled';
import { planQuery } from './queries';

interface Plan {
  /** The last one that arrived; of another file never. */
  plan: ImportPlanView | undefined;
  /** Decisions were changed since: what is shown is not what they lead to. */
  stale: boolean;
  error: unknown;
  retry: () => void;
}

/** The dry run of a file, repeated when a decision changes. */
export function usePlan(file: ImportFile): Plan {
  const { settled, pending: waits } = useSettled(file);
  const asked = settled.upload_id === file.upload_id ? settled : file;
  const query = useQuery({ ...planQuery(asked), placeholderData: keepPreviousData });
  const plan = query.data?.upload_id === file.upload_id ? query.data : undefined;
  // Another file is asked for at once.
  const pending = waits && asked === settled;
  return {
    plan,
    stale: pending || query.isPlaceholderData,
    error: pending ? null : query.error,
    retry: () => void query.refetch(),
  };
}
