import { createFileRoute } from '@tanstack/react-router';
import { flag, text } from '@/app/search-params';
import { filtersFrom } from '@/features/registers/filters';
import { CELLS, PAPERS } from '@/features/registers/label-sheet';
import { type LabelSearch, LabelsPage } from '@/features/registers/pages/LabelsPage';

export const Route = createFileRoute('/_app/assets/labels')({
  validateSearch: (search): LabelSearch => ({
    ...filtersFrom(search, text),
    ids: text(search.ids),
    paper: PAPERS.find((paper) => paper === search.paper),
    start: cell(search.start),
    each: flag(search.each),
  }),
  component: Labels,
});

function cell(value: unknown): number | undefined {
  const start = Number(value);
  return Number.isInteger(start) && start > 1 && start <= CELLS ? start : undefined;
}

function Labels() {
  const navigate = Route.useNavigate();
  return (
    <LabelsPage
      search={Route.useSearch()}
      onChange={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
