import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { filtersFrom } from '@/features/registers/filters';
import { type AssetSearch, AssetsPage } from '@/features/registers/pages/AssetsPage';

export const Route = createFileRoute('/_app/assets/')({
  validateSearch: (search): AssetSearch => ({
    ...filtersFrom(search, text),
    sort: text(search.sort),
    cols: text(search.cols),
  }),
  component: Assets,
});

function Assets() {
  const navigate = Route.useNavigate();
  return (
    <AssetsPage
      search={Route.useSearch()}
      onChange={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
