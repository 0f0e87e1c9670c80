import { createFileRoute } from '@tanstack/react-router';
import { TermSummaryPage } from '@/features/reports/pages/TermSummaryPage';

export const Route = createFileRoute('/_app/term-summaries/$termId')({
  component: () => <TermSummaryPage {...Route.useParams()} />,
});
