import { createFileRoute } from '@tanstack/react-router';
import { EditRequisitionPage } from '@/features/stores/pages/EditRequisitionPage';

export const Route = createFileRoute('/_app/requisitions/$requisitionId_/edit')({
  component: () => <EditRequisitionPage requisitionId={Route.useParams().requisitionId} />,
});
