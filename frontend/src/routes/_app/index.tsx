import { createFileRoute, redirect } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { meQuery, summaryQuery, useMe } from '@/api/me';
import { HomePage } from '@/app/home/HomePage';
import { useGrantsToConfirm } from '@/features/campus/use-grants-to-confirm';
import { RepairsToday } from '@/features/repairs/components/RepairsToday';
import { m } from '@/i18n/messages';

/** For three roles of a school: nobody else's phone loads it. */
const SchoolHome = lazy(async () => ({
  default: (await import('@/features/reports/components/SchoolHome')).SchoolHome,
}));

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
  const { permissions } = useMe();
  const grants = { count, text: m.campus_grants_home(), link: { to: '/people/grants' as const } };
  return (
    <HomePage also={count > 0 ? [{ ...grants, yourTurn: true }] : []}>
      <RepairsToday />
      {permissions.includes('school_home.view') ? (
        <Suspense fallback={null}>
          <SchoolHome />
        </Suspense>
      ) : null}
    </HomePage>
  );
}
