import { createFileRoute } from '@tanstack/react-router';
import { ReconciliationPage } from '@/features/reports/pages/ReconciliationPage';

export const Route = createFileRoute('/_app/ledgers/reconciliations/$reconciliationId')({
  component: () => <ReconciliationPage id={Route.useParams().reconciliationId} />,
});
