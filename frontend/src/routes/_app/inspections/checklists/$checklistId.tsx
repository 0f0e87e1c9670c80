import { createFileRoute } from '@tanstack/react-router';
import { EditChecklistPage } from '@/features/inspections/pages/EditChecklistPage';

export const Route = createFileRoute('/_app/inspections/checklists/$checklistId')({
  component: () => <EditChecklistPage checklistId={Route.useParams().checklistId} />,
});
