import { createFileRoute } from '@tanstack/react-router';
import { NewRequisitionPage } from '@/features/stores/pages/NewRequisitionPage';

export const Route = createFileRoute('/_app/requisitions/new')({
  component: () => <NewRequisitionPage />,
});
