import { createFileRoute } from '@tanstack/react-router';
import { day, text } from '@/app/search-params';
import { DetailPaperPage } from '@/features/reports/pages/DetailPaperPage';
import type { DetailFilters } from '@/features/reports/queries';

export const Route = createFileRoute('/_app/ledgers/detail_/print')({
  validateSearch: (search): DetailFilters => ({
    from: day(search.from),
    as_of: day(search.as_of),
    category_code: text(search.category_code),
    place_id: text(search.place_id),
  }),
  component: () => <DetailPaperPage filters={Route.useSearch()} />,
});
