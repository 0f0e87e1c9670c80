import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { ChecklistPrintPage } from '@/features/inspections/pages/ChecklistPrintPage';

export const Route = createFileRoute('/_app/inspections/checklists/$checklistId_/print')({
  validateSearch: (search): { round_id?: string } => ({ round_id: text(search.round_id) }),
  component: () => (
    <ChecklistPrintPage
      checklistId={Route.useParams().checklistId}
      roundId={Route.useSearch().round_id}
    />
  ),
});
