import { createFileRoute } from '@tanstack/react-router';
import { day, text } from '@/app/search-params';
import { sheetOf } from '@/features/canteen/address';
import { SheetPage } from '@/features/canteen/pages/SheetPage';
import type { SheetSearch } from '@/features/canteen/queries';

export const Route = createFileRoute('/_app/canteen/sheet')({
  validateSearch: (search): SheetSearch => ({
    canteen_id: text(search.canteen_id),
    kind: sheetOf(search.kind),
    from: day(search.from),
    to: day(search.to),
    class_id: text(search.class_id),
  }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <SheetPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
