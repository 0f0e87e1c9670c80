import { Outlet, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { useNarrow } from '@/ui/use-narrow';
import classes from './AppShell.module.css';
import { TabBar } from './TabBar';

// No phone has it: what stands in it is not for a phone to wait for.
const SideNav = lazy(async () => ({ default: (await import('./SideNav')).SideNav }));
// After the page: nothing is said, and no key is pressed, before it is there.
const Notices = lazy(async () => ({ default: (await import('@/ui/Notices')).Notices }));
const VisitBanner = lazy(async () => ({ default: (await import('./VisitBanner')).VisitBanner }));
const Shortcuts = lazy(async () => ({ default: (await import('./Shortcuts')).Shortcuts }));

/** The frame of every page behind sign-in: navigation at the left, or four tabs on a phone. */
export function AppShell() {
  const { school, schools } = useMe();
  const narrow = useNarrow();
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation(main);
  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        {m.shell_skip()}
      </a>
      {narrow ? null : (
        <Suspense fallback={<div className={classes.side} data-screen-only />}>
          <SideNav />
        </Suspense>
      )}
      <div className={classes.body}>
        {school.demo ? (
          <p className={classes.demo} data-screen-only>
            {m.shell_demo()}
          </p>
        ) : null}
        {schools.length > 1 ? (
          <Suspense>
            <VisitBanner />
          </Suspense>
        ) : null}
        <main id="main" ref={main} tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      <TabBar />
      <Suspense>
        <Notices />
        <Shortcuts />
      </Suspense>
    </div>
  );
}

/** After a change of page, focus goes to its heading: a screen reader says where one is now. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation && pathChanged) {
          const heading = main.current?.querySelector('h1');
          heading?.focus({ preventScroll: true });
        }
      }),
    [router, main],
  );
}
