import { createFileRoute } from '@tanstack/react-router';
import { treeQuery } from '@/api/places';
import { text } from '@/app/search-params';
import { PlacesPage } from '@/features/campus/pages/PlacesPage';

export const Route = createFileRoute('/_app/places/')({
  validateSearch: (search): { q?: string } => ({ q: text(search.q) }),
  loader: ({ context }) => context.queryClient.ensureQueryData(treeQuery),
  component: Places,
});

function Places() {
  const navigate = Route.useNavigate();
  return (
    <PlacesPage
      q={Route.useSearch().q ?? ''}
      onSearch={(q) => void navigate({ search: { q: q || undefined }, replace: true })}
    />
  );
}
