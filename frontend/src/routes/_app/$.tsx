import { createFileRoute, notFound, redirect, rootRouteId } from '@tanstack/react-router';

/** An address that no other route has: a page that the first routes do not know yet, or none at all. */
export const Route = createFileRoute('/_app/$')({
  beforeLoad: async ({ context, location }) => {
    if (await context.hasPage(location.pathname)) {
      throw redirect({ href: location.href, replace: true });
    }
    throw notFound({ routeId: rootRouteId });
  },
});
