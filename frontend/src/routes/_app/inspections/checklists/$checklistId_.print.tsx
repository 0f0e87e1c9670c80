import { createFileRoute } from '@tanstack/react-router';
import { ChecklistPrintPage } from '@/features/inspections/pages/ChecklistPrintPage';

export const Route = createFileRoute('/_app/inspections/checklists/$checklistId_/print')({
  component: () => <ChecklistPrintPage checklistId={Route.useParams().checklistId} />,
});
