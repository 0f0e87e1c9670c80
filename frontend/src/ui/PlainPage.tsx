import type { ReactNode } from 'react';
import { m } from '@/i18n/messages';
import classes from './PlainPage.module.css';
import { LanguageChoice } from './Preferences';

/** The frame of pages outside the shell: sign-in, set-up, door sign. No navigation, no tabs. */
export function PlainPage({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className={classes.page}>
      <header className={classes.header} data-screen-only>
        <div className={classes.brand}>
          <img src="/icon.svg" alt="" width={28} height={28} />
          {m.shell_product()}
        </div>
        <LanguageChoice />
      </header>
      <main className={classes.main} data-wide={wide || undefined}>
        {children}
      </main>
    </div>
  );
}
