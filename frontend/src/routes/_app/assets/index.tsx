import { createFileRoute } from '@tanstack/react-router';
import { texts } from '@/app/search-params';
import { type AssetSearch, AssetsPage } from '@/features/registers/pages/AssetsPage';

export const Route = createFileRoute('/_app/assets/')({
  validateSearch: (search): AssetSearch => texts(search),
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
