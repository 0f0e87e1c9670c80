import { createFileRoute } from '@tanstack/react-router';
import { ReconciliationsPage } from '@/features/reports/pages/ReconciliationsPage';

export const Route = createFileRoute('/_app/ledgers/reconciliations/')({
  component: ReconciliationsPage,
});
