import { createFileRoute } from '@tanstack/react-router';
import { summaryQuery } from '@/api/me';
import { HomePage } from '@/app/home/HomePage';
import { RepairsToday } from '@/features/repairs/components/RepairsToday';

export const Route = createFileRoute('/_app/')({
  // Not everybody may see repairs; the page itself shows what is missing.
  loader: ({ context }) => context.queryClient.prefetchQuery(summaryQuery),
  component: () => (
    <HomePage>
      <RepairsToday />
    </HomePage>
  ),
});
