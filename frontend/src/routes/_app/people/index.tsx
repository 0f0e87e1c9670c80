import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { PeoplePage } from '@/features/campus/pages/PeoplePage';
import type { PeopleSearch } from '@/features/campus/queries';

export const Route = createFileRoute('/_app/people/')({
  validateSearch: (search): PeopleSearch => {
    const active = String(search.active);
    return {
      q: text(search.q),
      active: active === 'true' || active === 'false' ? active : undefined,
    };
  },
  component: People,
});

function People() {
  const navigate = Route.useNavigate();
  return (
    <PeoplePage
      search={Route.useSearch()}
      onChange={(patch) =>
        void navigate({
          search: (search) => ({ ...search, ...patch }) as PeopleSearch,
          replace: true,
        })
      }
    />
  );
}
