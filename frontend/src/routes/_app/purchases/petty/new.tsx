import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { NewPettyPage } from '@/features/procurement/petty/NewPettyPage';

export const Route = createFileRoute('/_app/purchases/petty/new')({
  validateSearch: (search): { repair_case_id?: string } => ({
    repair_case_id: text(search.repair_case_id),
  }),
  component: () => <NewPettyPage caseId={Route.useSearch().repair_case_id} />,
});
