import { createFileRoute } from '@tanstack/react-router';
import { day } from '@/app/search-params';
import { ResultsPage } from '@/features/inspections/pages/ResultsPage';
import type { ResultFilters } from '@/features/inspections/queries';

const by = (value: unknown): ResultFilters['by'] =>
  value === 'checklist' || value === 'place' || value === 'class' || value === 'month'
    ? value
    : undefined;

export const Route = createFileRoute('/_app/inspections/results')({
  validateSearch: (search): ResultFilters => ({
    by: by(search.by),
    from: day(search.from),
    to: day(search.to),
  }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <ResultsPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
