import { createFileRoute } from '@tanstack/react-router';
import { RequisitionPage } from '@/features/stores/pages/RequisitionPage';

export const Route = createFileRoute('/_app/requisitions/$requisitionId')({
  component: () => <RequisitionPage requisitionId={Route.useParams().requisitionId} />,
});
