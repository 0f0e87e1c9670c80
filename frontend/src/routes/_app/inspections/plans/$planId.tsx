import { createFileRoute } from '@tanstack/react-router';
import { EditPlanPage } from '@/features/inspections/pages/EditPlanPage';

export const Route = createFileRoute('/_app/inspections/plans/$planId')({
  component: () => <EditPlanPage planId={Route.useParams().planId} />,
});
