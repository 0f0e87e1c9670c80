import { createFileRoute } from '@tanstack/react-router';
import { day } from '@/app/search-params';
import { SchedulePaperPage } from '@/features/reports/pages/SchedulePaperPage';
import type { LedgerDays } from '@/features/reports/queries';

export const Route = createFileRoute('/_app/ledgers/schedule_/print')({
  validateSearch: (search): LedgerDays => ({ from: day(search.from), as_of: day(search.as_of) }),
  component: () => <SchedulePaperPage days={Route.useSearch()} />,
});
