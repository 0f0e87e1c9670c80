import { createFileRoute } from '@tanstack/react-router';
import { BudgetsPage } from '@/features/procurement/budgets/BudgetsPage';

/** Four digits, however they are typed. */
const year = (value: unknown): number | undefined =>
  /^2[01]\d\d$/.test(String(value)) ? Number(value) : undefined;

export const Route = createFileRoute('/_app/budgets/')({
  validateSearch: (search): { year?: number } => ({ year: year(search.year) }),
  component: Budgets,
});

function Budgets() {
  const navigate = Route.useNavigate();
  return (
    <BudgetsPage
      year={Route.useSearch().year}
      onYear={(next) => void navigate({ search: { year: next }, replace: true })}
    />
  );
}
