import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';

interface Context {
  queryClient: QueryClient;
  /** Fetches the routes that the first file left out. */
  allRoutes: () => Promise<void>;
  /** Whether one of all routes has this address. */
  hasPage: (pathname: string) => Promise<boolean>;
}

export const Route = createRootRouteWithContext<Context>()({
  component: Outlet,
});
