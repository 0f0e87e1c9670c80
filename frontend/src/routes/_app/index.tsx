import { createFileRoute, redirect } from '@tanstack/react-router';
import { meQuery, summaryQuery } from '@/api/me';
import { HomePage } from '@/app/home/HomePage';
import { useGrantsToConfirm } from '@/features/campus/use-grants-to-confirm';
import { RepairsToday } from '@/features/repairs/components/RepairsToday';
import { m } from '@/i18n/messages';

export const Route = createFileRoute('/_app/')({
  beforeLoad: ({ context }) => {
    const roles = context.queryClient.getQueryData(meQuery.queryKey)?.roles ?? [];
    // Whoever only audits has no day of repairs: his begins at his desk.
    if (roles.length > 0 && roles.every((role) => role.code === 'auditor')) {
      throw redirect({ to: '/audit-desk', replace: true });
    }
  },
  // Not everybody may see repairs; the page itself shows what is missing.
  loader: ({ context }) => context.queryClient.prefetchQuery(summaryQuery),
  component: Today,
});

function Today() {
  const count = useGrantsToConfirm();
  const grants = { count, text: m.campus_grants_home(), link: { to: '/people/grants' as const } };
  return (
    <HomePage also={count > 0 ? [{ ...grants, yourTurn: true }] : []}>
      <RepairsToday />
    </HomePage>
  );
}
