import { createFileRoute } from '@tanstack/react-router';
import { TermSummaryEditPage } from '@/features/reports/pages/TermSummaryEditPage';

export const Route = createFileRoute('/_app/term-summaries/$termId_/edit')({ component: Edit });

function Edit() {
  const { termId } = Route.useParams();
  const navigate = Route.useNavigate();
  return (
    <TermSummaryEditPage
      termId={termId}
      onDone={() => void navigate({ to: '/term-summaries/$termId', params: { termId } })}
    />
  );
}
