import { createFileRoute } from '@tanstack/react-router';
import { texts } from '@/app/search-params';
import { type AssetFilters, onlyFilters } from '@/features/registers/filters';
import { TemplatesPage } from '@/features/registers/pages/TemplatesPage';

export const Route = createFileRoute('/_app/assets/templates')({
  validateSearch: (search): AssetFilters => texts(search),
  component: Templates,
});

function Templates() {
  return <TemplatesPage filters={onlyFilters(Route.useSearch())} />;
}
