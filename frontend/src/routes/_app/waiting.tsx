import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { summaryQuery } from '@/api/me';
import { approvalsTask, Tasks } from '@/app/home/Tasks';
import { WaitingPage } from '@/features/repairs/pages/WaitingPage';

export const Route = createFileRoute('/_app/waiting')({
  component: Waiting,
});

function Waiting() {
  const { data } = useQuery(summaryQuery);
  const approvals = data ? approvalsTask(data) : null;
  return (
    <WaitingPage others={approvals && approvals.count > 0 ? <Tasks tasks={[approvals]} /> : null} />
  );
}
