import { createFileRoute } from '@tanstack/react-router';
import { day, text } from '@/app/search-params';
import { ExceptionListPage } from '@/features/procurement/control/ExceptionListPage';
import type { ExceptionFilters } from '@/features/procurement/control/queries';

export const Route = createFileRoute('/_app/control-exceptions')({
  validateSearch: (search): ExceptionFilters => ({
    from: day(search.from),
    to: day(search.to),
    kind: text(search.kind) as ExceptionFilters['kind'],
  }),
  component: ExceptionList,
});

function ExceptionList() {
  const navigate = Route.useNavigate();
  return (
    <ExceptionListPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
