import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { monthOf } from '@/features/procurement/petty/months';
import { StatementPage } from '@/features/procurement/petty/StatementPage';

export const Route = createFileRoute('/_app/purchases/petty/statement')({
  validateSearch: (search): { month?: string } => ({ month: monthOf(text(search.month)) }),
  component: Statement,
});

function Statement() {
  const navigate = Route.useNavigate();
  return (
    <StatementPage
      month={Route.useSearch().month}
      onMonth={(month) => void navigate({ search: { month }, replace: true })}
    />
  );
}
