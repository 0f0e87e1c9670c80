import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { OutsideFormPage } from '@/features/canteen/pages/OutsideFormPage';

export const Route = createFileRoute('/_app/canteen/outside/new')({
  validateSearch: (search): { canteen_id?: string } => ({ canteen_id: text(search.canteen_id) }),
  component: () => <OutsideFormPage canteenId={Route.useSearch().canteen_id} />,
});
