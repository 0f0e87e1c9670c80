import type { AnyRoute } from '@tanstack/react-router';
import { Route as root } from '@/routes/__root';
import { Route as app } from '@/routes/_app';
import { Route as anything } from '@/routes/_app/$';
import { Route as home } from '@/routes/_app/index';
import { Route as report } from '@/routes/_app/repairs/new';
import { Route as auditor } from '@/routes/auditor';
import { Route as confirmMail } from '@/routes/confirm-mail';
import { Route as followUp } from '@/routes/f.$code';
import { Route as forgot } from '@/routes/forgot';
import { Route as join } from '@/routes/j';
import { Route as doorSign } from '@/routes/s.$code';
import { Route as setUp } from '@/routes/set-up';
import { Route as signIn } from '@/routes/sign-in';
import { Route as signedIn } from '@/routes/signed-in';

/** As src/routeTree.gen.ts does it, which takes the same routes over later. */
function place(route: AnyRoute, parent: AnyRoute, id: string, path?: string): AnyRoute {
  Object.assign(route.options, { id, path, getParentRoute: () => parent });
  return route;
}

function under(parent: AnyRoute, routes: Record<string, AnyRoute>): AnyRoute[] {
  return Object.entries(routes).map(([path, route]) => place(route, parent, path, path));
}

/*
 * The doors and the pages that a day begins with. A phone that reports a broken lamp loads these alone; all others
 * come in a file of their own (router.tsx), however many they get to be. One that is missing here is only later.
 */
app.addChildren(under(app, { '/': home, '/repairs/new': report, '/$': anything }));
root.addChildren([
  place(app, root, '/_app'),
  ...under(root, {
    '/auditor': auditor,
    '/confirm-mail': confirmMail,
    '/f/$code': followUp,
    '/forgot': forgot,
    '/j': join,
    '/s/$code': doorSign,
    '/set-up': setUp,
    '/sign-in': signIn,
    '/signed-in': signedIn,
  }),
]);

export { root as firstRoutes };
