import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { IconSearch } from '@/ui/icons';
import classes from './FindButton.module.css';

let wanted = false;
const listeners = new Set<() => void>();

/** Opens the palette from wherever a button for it stands. */
function openFind(): void {
  wanted = listeners.size === 0;
  for (const listener of listeners) {
    listener();
  }
}

/** Shortcuts listens, which is loaded after the page: a tap before that counts, too. */
export function onFind(listener: () => void): () => void {
  listeners.add(listener);
  if (wanted) {
    wanted = false;
    listener();
  }
  return () => listeners.delete(listener);
}

const FINDABLE = ['assets.view', 'people.view', 'places.manage'];

/** A button that looks like the line it opens; for those who have something to find. */
export function FindButton() {
  const { permissions } = useMe();
  return FINDABLE.some((need) => permissions.includes(need)) ? (
    <button type="button" className={classes.button} onClick={openFind}>
      <IconSearch size={18} aria-hidden />
      <span>{m.find_button()}</span>
      <kbd aria-hidden>{commandKey('K')}</kbd>
    </button>
  ) : null;
}

const apple = /mac|iphone|ipad/i.test(navigator.platform);
/** As it is written on this keyboard. */
export const commandKey = (letter: string) => (apple ? `⌘${letter}` : `Ctrl ${letter}`);
