import { MantineProvider } from '@mantine/core';
import { type RenderResult, render } from '@testing-library/react';
import type { ReactNode } from 'react';

/** Renders with what the kit needs around it; no router, no queries. */
export function renderKit(children: ReactNode): RenderResult {
  return render(
    <MantineProvider env="test" withCssVariables={false} withGlobalClasses={false}>
      {children}
    </MantineProvider>,
  );
}
