import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import type { SupplierFilters } from '@/features/procurement/suppliers/queries';
import { SupplierListPage } from '@/features/procurement/suppliers/SupplierListPage';

const oneOf = <T extends string>(value: unknown, known: readonly T[]) =>
  known.find((one) => one === value);

export const Route = createFileRoute('/_app/suppliers/')({
  validateSearch: (search): SupplierFilters => ({
    q: text(search.q),
    status: oneOf(search.status, ['active', 'suspended'] as const),
    watch: oneOf(search.watch, ['expiring', 'licence', 'account'] as const),
  }),
  component: SupplierList,
});

function SupplierList() {
  const navigate = Route.useNavigate();
  return (
    <SupplierListPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
