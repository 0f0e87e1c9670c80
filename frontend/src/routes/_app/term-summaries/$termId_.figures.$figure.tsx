import { createFileRoute } from '@tanstack/react-router';
import { FigureRowsPage } from '@/features/reports/pages/FigureRowsPage';
import { rowsOf } from '@/features/reports/search';

export const Route = createFileRoute('/_app/term-summaries/$termId_/figures/$figure')({
  validateSearch: rowsOf,
  component: Rows,
});

function Rows() {
  const navigate = Route.useNavigate();
  return (
    <FigureRowsPage
      {...Route.useParams()}
      filter={Route.useSearch()}
      onClear={() => void navigate({ search: {}, replace: true })}
    />
  );
}
