import { convertCssVariables, DEFAULT_THEME, mergeMantineTheme } from '@mantine/core';
import type { Plugin } from 'vite';
import { cssVariables } from '../src/app/css-variables.ts';
import { theme } from '../src/app/theme.ts';

const PUBLIC_ID = 'virtual:theme-variables.css';
const RESOLVED_ID = '/__theme-variables.css';

/** Palettes of Mantine that no screen uses; leaving them out saves 2 KB gz on every phone. */
const UNUSED =
  /^--mantine-color-(pink|grape|violet|indigo|cyan|lime|orange|yellow|green|blue|teal)-/;

/** What would write them at run time: switched off where the provider stands, and so not sent to anybody. */
const WRITER = /\/(MantineCssVariables|MantineClasses)\.mjs$/;
const WRITER_ID = '\0steward:no-writer:';

function used(variables: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !UNUSED.test(name)));
}

/**
 * Mantine would write the theme's CSS variables into a <style> element at run time, which
 * `style-src 'self'` refuses. We write the same text into a stylesheet at build time instead.
 */
export function themeVariables(): Plugin {
  return {
    name: 'steward:theme-variables',
    enforce: 'pre',
    resolveId: (id, importer) => {
      const writer = WRITER.exec(id)?.[1];
      return writer && importer?.endsWith('/MantineProvider.mjs')
        ? `${WRITER_ID}${writer}`
        : id === PUBLIC_ID
          ? RESOLVED_ID
          : undefined;
    },
    load(id) {
      if (id.startsWith(WRITER_ID)) {
        return `export const ${id.slice(WRITER_ID.length)} = () => null;`;
      }
      if (id !== RESOLVED_ID) {
        return undefined;
      }
      const { variables, light, dark } = cssVariables(mergeMantineTheme(DEFAULT_THEME, theme));
      return convertCssVariables(
        { variables: used(variables), light: used(light), dark: used(dark) },
        ':root',
      );
    },
  };
}
