import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { type Paper, SignsPage } from '@/features/campus/pages/SignsPage';

export const Route = createFileRoute('/_app/places/signs')({
  validateSearch: (search): { under?: string; paper?: Paper } => ({
    under: text(search.under),
    paper: search.paper === 'a4' ? 'a4' : undefined,
  }),
  component: Signs,
});

function Signs() {
  const navigate = Route.useNavigate();
  const { under, paper } = Route.useSearch();
  return (
    <SignsPage
      under={under}
      paper={paper ?? 'a5'}
      onChange={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
