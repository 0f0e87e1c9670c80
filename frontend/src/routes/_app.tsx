import { createFileRoute, redirect } from '@tanstack/react-router';
import { meQuery } from '@/api/me';
import { problemOf } from '@/api/problem';
import { AppShell } from '@/app/shell/AppShell';
import { setSchoolTimeZone } from '@/i18n/format';

/** Everything behind sign-in. Pages below may rely on `useMe()`. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    try {
      const me = await context.queryClient.ensureQueryData(meQuery);
      setSchoolTimeZone(me.school.time_zone);
    } catch (error) {
      if (problemOf(error)?.status === 401) {
        throw redirect({ to: '/sign-in', search: { next: location.href }, replace: true });
      }
      throw error;
    }
  },
  component: AppShell,
});
