import { createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { onSessionLost } from '@/api/session';
import { m } from '@/i18n/messages';
import { routeTree } from '@/routeTree.gen';
import { ErrorState } from '@/ui/ErrorState';
import { LinkButton } from '@/ui/LinkButton';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { queryClient } from './query';

export const router = createRouter({
  routeTree,
  context: { queryClient },
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
