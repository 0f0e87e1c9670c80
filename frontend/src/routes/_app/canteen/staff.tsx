import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { StaffPage } from '@/features/canteen/pages/StaffPage';

export const Route = createFileRoute('/_app/canteen/staff')({
  validateSearch: (search): { canteen_id?: string } => ({ canteen_id: text(search.canteen_id) }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <StaffPage
      canteenId={Route.useSearch().canteen_id}
      onCanteen={(id) => void navigate({ search: { canteen_id: id }, replace: true })}
    />
  );
}
