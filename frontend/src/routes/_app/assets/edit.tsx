import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { EditAssetsPage } from '@/features/registers/pages/EditAssetsPage';

const FILTERS = ['q', 'location_id', 'category', 'status', 'import_id'] as const;

type Search = Partial<Record<'ids' | (typeof FILTERS)[number], string>>;

export const Route = createFileRoute('/_app/assets/edit')({
  validateSearch: (search): Search =>
    Object.fromEntries(['ids', ...FILTERS].map((name) => [name, text(search[name])])),
  component: Edit,
});

/** `ids` names cards, joined by commas; without it the register's filters say which. */
function Edit() {
  const { ids, ...filters } = Route.useSearch();
  const given = Object.entries(filters).filter(([, value]) => value);
  const filter = given.length > 0 ? Object.fromEntries(given) : undefined;
  return <EditAssetsPage target={{ ids: ids?.split(',').filter(Boolean), filter }} />;
}
