import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { PapersPage } from '@/features/canteen/pages/PapersPage';

export const Route = createFileRoute('/_app/canteen/papers')({
  validateSearch: (search): { canteen_id?: string } => ({ canteen_id: text(search.canteen_id) }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <PapersPage
      canteenId={Route.useSearch().canteen_id}
      onCanteen={(id) => void navigate({ search: { canteen_id: id }, replace: true })}
    />
  );
}
