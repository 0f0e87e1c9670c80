import type { MantineThemeOverride } from '@mantine/core';
import { mergeThemeOverrides } from '@mantine/core';
import { m } from '@/i18n/messages';
import { theme } from './theme';

/**
 * The theme with the names Mantine leaves empty or English, in the current language. Called again on
 * every change of language. Sizes: md is 44 px on phones (base.css), the height of a thumb.
 */
export function labelledTheme(): MantineThemeOverride {
  return mergeThemeOverrides(theme, {
    components: {
      Button: { defaultProps: { size: 'md' } },
      TextInput: { defaultProps: { size: 'md' } },
      NativeSelect: { defaultProps: { size: 'md' } },
      CloseButton: { defaultProps: { 'aria-label': m.ui_close() } },
      Loader: { defaultProps: { 'aria-label': m.ui_loading() } },
    },
  });
}
