import { createFileRoute } from '@tanstack/react-router';
import { texts } from '@/app/search-params';
import { type AssetFilters, onlyFilters } from '@/features/registers/filters';
import { EditAssetsPage } from '@/features/registers/pages/EditAssetsPage';

type Search = AssetFilters & { ids?: string };

export const Route = createFileRoute('/_app/assets/edit')({
  validateSearch: (search): Search => texts(search),
  component: Edit,
});

/** `ids` names cards, joined by commas; without it the register's filters say which. */
function Edit() {
  const { ids, ...search } = Route.useSearch();
  const filters = onlyFilters(search);
  const filter = Object.keys(filters).length > 0 ? filters : undefined;
  return <EditAssetsPage target={{ ids: ids?.split(',').filter(Boolean), filter }} />;
}
