import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { IconChevronUp, IconLogout, IconUserCircle } from '@/ui/icons';
import { LanguageChoice } from '@/ui/Preferences';
import { SchemeChoice } from '@/ui/SchemeChoice';
import classes from './PersonMenu.module.css';
import { useSignOut } from './use-sign-out';

/** Name, language, theme and sign-out at the foot of the navigation. A disclosure, not an ARIA menu: it holds settings. */
export function PersonMenu() {
  const { person, roles } = useMe();
  const menu = useRef<HTMLDetailsElement>(null);
  const signOut = useSignOut();
  useCloseOutside(menu);
  return (
    <details ref={menu} className={classes.menu}>
      <summary className={classes.summary}>
        <span className={classes.initial} aria-hidden>
          {person.name.slice(0, 1)}
        </span>
        <span className={classes.person}>
          <span className={classes.name}>{person.name}</span>
          <span className={classes.roles}>
            {roles.map((role) => role.title).join(m.ui_list_separator())}
          </span>
        </span>
        <IconChevronUp size={18} aria-hidden />
      </summary>
      <div className={classes.panel}>
        <LanguageChoice />
        <SchemeChoice />
        <Link
          to="/me"
          className={classes.item}
          onClick={() => menu.current?.removeAttribute('open')}
        >
          <IconUserCircle size={20} stroke={1.6} aria-hidden />
          {m.shell_nav_me()}
        </Link>
        <button type="button" className={classes.item} onClick={signOut}>
          <IconLogout size={20} stroke={1.6} aria-hidden />
          {m.shell_sign_out()}
        </button>
      </div>
    </details>
  );
}

/** <details> closes by its summary only; people expect Escape and a click elsewhere, too. */
function useCloseOutside(menu: React.RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.key === 'Escape' && menu.current?.open) {
        menu.current.open = false;
        menu.current.querySelector('summary')?.focus();
      }
    }
    function onPointer(event: PointerEvent): void {
      if (menu.current && !menu.current.contains(event.target as Node)) {
        menu.current.open = false;
      }
    }
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, [menu]);
}
