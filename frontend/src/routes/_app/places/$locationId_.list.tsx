import { createFileRoute } from '@tanstack/react-router';
import { flag } from '@/app/search-params';
import { RoomListPage, type RoomListSearch } from '@/features/registers/pages/RoomListPage';

export const Route = createFileRoute('/_app/places/$locationId_/list')({
  validateSearch: (search): RoomListSearch => ({
    form: search.form === 'class' || search.form === 'room' ? search.form : undefined,
    copies: Number(search.copies) === 1 ? 1 : undefined,
    empty: flag(search.empty),
  }),
  component: List,
});

function List() {
  const navigate = Route.useNavigate();
  return (
    <RoomListPage
      locationId={Route.useParams().locationId}
      search={Route.useSearch()}
      onChange={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
