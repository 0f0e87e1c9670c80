import { createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { UnreachableError } from '@/api/problem';
import { onSessionLost } from '@/api/session';
import { m } from '@/i18n/messages';
import type { routeTree } from '@/routeTree.gen';
import { ErrorState } from '@/ui/ErrorState';
import { LinkButton } from '@/ui/LinkButton';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { firstRoutes } from './first-routes';
import { queryClient } from './query';

let coming: Promise<void> | undefined;

/** Once, or again after it failed. */
function allRoutes(): Promise<void> {
  coming ??= import('@/routeTree.gen').then(
    // The file hangs the other routes beside the first ones, under the same root.
    () => router.setRoutes(router.buildRouteTree()),
    () => {
      coming = undefined;
      throw new UnreachableError();
    },
  );
  return coming;
}

async function hasPage(pathname: string): Promise<boolean> {
  await allRoutes();
  const [, , found] = router.getMatchedRoutes(pathname);
  return found !== undefined && found.id !== '/_app/$';
}

export const router = createRouter({
  // Types know all of them from the start.
  routeTree: firstRoutes as unknown as typeof routeTree,
  context: { queryClient, allRoutes, hasPage },
  defaultPreload: 'intent',
  // React Query decides what is fresh.
  defaultPreloadStaleTime: 0,
  // A spinner for every quick page change flickers; after this long the page has to say something.
  defaultPendingMs: 300,
  scrollRestoration: true,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: ({ error, reset }) => (
    <ErrorState
      error={error}
      way={<LinkButton to="/">{m.shell_go_home()}</LinkButton>}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  ),
  defaultNotFoundComponent: lazyRouteComponent(() => import('./NotFoundPage'), 'NotFoundPage'),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

// A door sign asks who is there when a session may have lived on: being nobody there is no loss.
onSessionLost(() => {
  const inside = router.state.matches.some((match) => match.routeId === '/_app');
  if (inside) {
    queryClient.clear();
    void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } });
  }
});
