import {
  type CSSVariablesResolver,
  defaultCssVariablesResolver,
  type MantineTheme,
} from '@mantine/core';
import { dark, light } from './tokens.ts';

function prefixed(scheme: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(scheme).map(([name, value]) => [`--st-${name}`, value]));
}

/** Mantine's own names for the same things, so that its components agree with our tokens. */
function mantineNames(scheme: typeof light): Record<string, string> {
  return {
    '--mantine-color-body': scheme.paper,
    '--mantine-color-text': scheme.ink,
    '--mantine-color-dimmed': scheme.muted,
    '--mantine-color-placeholder': scheme.placeholder,
    '--mantine-color-error': scheme.red,
    '--mantine-color-success': scheme.pine,
    '--mantine-color-anchor': scheme.pine,
    '--mantine-color-default': scheme.surface,
    '--mantine-color-default-hover': scheme.hover,
    '--mantine-color-default-color': scheme.ink,
    '--mantine-color-default-border': scheme['control-line'],
    '--mantine-color-pine-light': scheme['pine-ground'],
    '--mantine-color-pine-light-color': scheme.pine,
    '--mantine-color-pine-contrast': scheme['on-colour'],
    '--mantine-color-red-contrast': scheme['on-colour'],
    '--mantine-color-red-light': scheme['red-ground'],
    '--mantine-color-red-light-color': scheme.red,
  };
}

/** All variables of both schemes. Used at build time for the stylesheet and by MantineProvider. */
export const cssVariables: CSSVariablesResolver = (theme: MantineTheme) => {
  const base = defaultCssVariablesResolver(theme);
  return {
    variables: base.variables,
    light: { ...base.light, ...prefixed(light), ...mantineNames(light) },
    dark: { ...base.dark, ...prefixed(dark), ...mantineNames(dark) },
  };
};
