import { useMantineColorScheme } from '@mantine/core';
import { m } from '@/i18n/messages';
import { IconDeviceDesktop, IconMoon, IconSun } from './icons';
import { Segments } from './Preferences';

/** Light, dark, or as the device has it. Not in the file of the language, which every page outside carries. */
export function SchemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({
    // Otherwise it writes a <style> element to stop transitions, which the page's policy refuses.
    keepTransitions: true,
  });
  const options = [
    { value: 'auto', label: m.shell_scheme_auto(), icon: IconDeviceDesktop },
    { value: 'light', label: m.shell_scheme_light(), icon: IconSun },
    { value: 'dark', label: m.shell_scheme_dark(), icon: IconMoon },
  ] as const;
  return (
    <Segments
      label={m.shell_scheme()}
      options={options}
      value={colorScheme}
      onChange={setColorScheme}
    />
  );
}
