import { createFileRoute } from '@tanstack/react-router';
import { RequisitionPrintPage } from '@/features/stores/pages/RequisitionPrintPage';

export const Route = createFileRoute('/_app/requisitions/$requisitionId_/print')({
  component: () => <RequisitionPrintPage requisitionId={Route.useParams().requisitionId} />,
});
