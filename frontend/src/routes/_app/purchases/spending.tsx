import { createFileRoute } from '@tanstack/react-router';
import { SpendingPage } from '@/features/procurement/spending/SpendingPage';

export const Route = createFileRoute('/_app/purchases/spending')({
  validateSearch: (search): { year?: number } => ({
    year: Number.isInteger(search.year) ? Number(search.year) : undefined,
  }),
  component: Spending,
});

function Spending() {
  const navigate = Route.useNavigate();
  return (
    <SpendingPage
      year={Route.useSearch().year}
      onYear={(year) => void navigate({ search: { year }, replace: true })}
    />
  );
}
