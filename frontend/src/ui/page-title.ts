import { useEffect } from 'react';
import { m } from '@/i18n/messages';

/** Names the tab, so that history and a screen reader's window list tell pages apart. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${m.shell_product()}`;
  }, [title]);
}
