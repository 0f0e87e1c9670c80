import { createFileRoute, redirect } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { meQuery } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { Me } from '@/api/schema';
import { AppShell } from '@/app/shell/AppShell';
import { setSchoolTimeZone } from '@/i18n/format';

// After the page: nothing asks for a proof before it is there.
const StepUp = lazy(async () => ({
  default: (await import('@/features/identity/components/StepUp')).StepUp,
}));

/** What failed on the way is asked for again by whoever goes there. */
const askedAgain = () => undefined;

/** Everything behind sign-in. Pages below may rely on `useMe()`. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location, matches }) => {
    if (matches.some(({ routeId }) => routeId === '/_app/$')) {
      // Beside the question who is there, not after it.
      context.allRoutes().catch(askedAgain);
    }
    let me: Me;
    try {
      me = await context.queryClient.ensureQueryData(meQuery);
      setSchoolTimeZone(me.school.time_zone);
    } catch (error) {
      if (problemOf(error)?.status === 401) {
        throw redirect({ to: '/sign-in', search: { next: location.href }, replace: true });
      }
      throw error;
    }
    // The school asks for a second factor that is not set up, or was not given: nothing else is open before.
    if ((me.must_enrol || me.must_use_passkey) && location.pathname !== '/me/security') {
      throw redirect({ to: '/me/security', replace: true });
    }
  },
  component: Inside,
});

function Inside() {
  const { allRoutes } = Route.useRouteContext();
  // After the page: so that the next one opens at once.
  useEffect(() => {
    allRoutes().catch(askedAgain);
  }, [allRoutes]);
  return (
    <>
      <AppShell />
      <Suspense>
        <StepUp />
      </Suspense>
    </>
  );
}
