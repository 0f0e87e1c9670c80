import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import { dark, light } from './tokens.ts';

// Read by the build (build/theme-variables.ts) as well as by the page: keep it free of browser code.

/** Index 7 is the primary of the light scheme, index 4 the one of the dark scheme. */
const pine: MantineColorsTuple = [
  '#eef6f3',
  '#d9ebe5',
  '#b5dacf',
  '#8bcab8',
  dark.pine,
  '#3fa388',
  '#2b8a71',
  light.pine,
  '#195c4c',
  '#124639',
];

/** Index 5 is under the pointer in the dark scheme: its ink has to be read there too. */
const red: MantineColorsTuple = [
  '#fcecea',
  '#f8d5d2',
  '#f2aaa5',
  '#f58f88',
  dark.red,
  '#e4615a',
  '#c32d26',
  light.red,
  '#931913',
  '#73120e',
];

/** Mantine paints its dark scheme from this ramp: 0 text, 2 dimmed, 4 borders, 6 surfaces, 7 body. */
const night: MantineColorsTuple = [
  dark.ink,
  '#cfd7d4',
  dark.muted,
  dark.placeholder,
  dark.line,
  dark.hover,
  dark.surface,
  dark.paper,
  '#0e1312',
  '#0a0e0d',
];

const FONT =
  'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

/**
 * Mantine chooses the text of a filled button once, for the light scheme; on the light pine of the
 * dark scheme white is unreadable. Ours is a variable that each scheme sets (css-variables.ts).
 */
const variantColorResolver: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input);
  return input.variant === 'filled' && input.color
    ? { ...resolved, color: `var(--mantine-color-${input.color}-contrast, ${resolved.color})` }
    : resolved;
};

export const theme = createTheme({
  colors: { pine, red, dark: night },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  variantColorResolver,
  black: light.ink,
  fontFamily: FONT,
  headings: {
    fontFamily: FONT,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.35' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '1rem', lineHeight: '1.45' },
    },
  },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  // The phone (below 48em) is the first design; base.css makes type one step denser above it.
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  respectReducedMotion: true,
  cursorType: 'pointer',
});
