import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Fragment, useEffect, useMemo, useSyncExternalStore } from 'react';
import { language, onLanguageChange } from '@/i18n/locale';
import { queryClient } from './query';
import { router } from './router';
import { labelledTheme } from './theme-labels';

/** The same key /boot.js reads before the first paint. */
const schemes = localStorageColorSchemeManager({ key: 'steward.scheme' });

export function App() {
  const current = useSyncExternalStore(onLanguageChange, language);
  // biome-ignore lint/correctness/useExhaustiveDependencies: its texts follow the language
  const theme = useMemo(() => labelledTheme(), [current]);

  useEffect(
    () =>
      onLanguageChange(() => {
        // Titles and reasons came from the server in the old language.
        void queryClient.invalidateQueries();
      }),
    [],
  );

  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
      // Both would be <style> elements; the build writes them into a stylesheet (build/theme-variables.ts).
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        {/* Messages are plain functions: only a remount calls all of them again. */}
        <Fragment key={current}>
          <RouterProvider router={router} />
        </Fragment>
      </QueryClientProvider>
    </MantineProvider>
  );
}
