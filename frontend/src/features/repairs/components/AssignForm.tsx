import { useQuery } from '@tanstack/react-query';
import { m } from '@/i18n/messages';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { takeStep } from '../acts';
import { workersQuery } from '../queries';
import { chosen, useStepForm } from '../step-form';
import type { StepFormProps } from './CaseDialog';
import { StepForm } from './StepForm';

/** Who gets it, with what each of them holds already. The server lists the least busy first. */
export function AssignForm({ detail, onDone, onStale }: StepFormProps) {
  const workers = useQuery(workersQuery);
  const submission = useStepForm({
    action: 'assign',
    detail,
    initialValues: { worker_id: '' },
    validate: { worker_id: chosen },
    send: ({ worker_id }, key) => takeStep('assign', detail, { worker_id }, key),
    onDone,
    onStale,
  });
  const { form } = submission;
  if (!workers.data) {
    return workers.error ? (
      <ErrorState error={workers.error} onRetry={() => void workers.refetch()} />
    ) : (
      <PageSkeleton />
    );
  }
  const others = workers.data.items.filter((worker) => worker.id !== detail.worker?.id);
  if (others.length === 0) {
    return <EmptyState title={m.repairs_no_workers()} text={m.repairs_no_workers_hint()} />;
  }
  return (
    <StepForm submission={submission} submit={m.repairs_act_assign()}>
      <ChoiceCards
        label={m.repairs_assign_to()}
        columns={1}
        choices={others.map((worker) => ({
          value: worker.id,
          label: worker.name,
          hint: m.repairs_open_count({ count: worker.open_cases }),
        }))}
        value={form.values.worker_id || null}
        onChange={(worker) => form.setFieldValue('worker_id', worker)}
        error={form.errors.worker_id}
        data-path="worker_id"
      />
    </StepForm>
  );
}
