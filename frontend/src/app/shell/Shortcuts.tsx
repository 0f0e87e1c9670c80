import { lazy, Suspense, useEffect, useState } from 'react';
import { onFind } from './FindButton';

const Find = lazy(async () => ({ default: (await import('./Find')).Find }));
const KeyHelp = lazy(async () => ({ default: (await import('./KeyHelp')).KeyHelp }));

/** Ctrl/⌘K finds, "/" goes to the page's search, "?" shows this. None of them while somebody types. */
export function Shortcuts() {
  const [loaded, setLoaded] = useState(false);
  const [finding, setFinding] = useState(false);
  const [helped, setHelped] = useState(false);
  const [helping, setHelping] = useState(false);
  useEffect(() => {
    const find = () => {
      setLoaded(true);
      setFinding(true);
    };
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        find();
      } else if (!typing(event)) {
        plainKey(event, find, () => {
          setHelped(true);
          setHelping(true);
        });
      }
    };
    window.addEventListener('keydown', onKey);
    const stop = onFind(find);
    return () => {
      window.removeEventListener('keydown', onKey);
      stop();
    };
  }, []);
  return (
    <>
      {loaded ? (
        <Suspense>
          <Find open={finding} onClose={() => setFinding(false)} />
        </Suspense>
      ) : null}
      {helped ? (
        <Suspense>
          <KeyHelp open={helping} onClose={() => setHelping(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** A letter in a field, or one that the input method is still composing, is a letter. */
function typing(event: KeyboardEvent): boolean {
  const at = event.target;
  const field =
    at instanceof HTMLElement &&
    (at.isContentEditable || at.matches('input, textarea, select, [role="combobox"]'));
  return field || event.isComposing || event.ctrlKey || event.metaKey || event.altKey;
}

function plainKey(event: KeyboardEvent, find: () => void, help: () => void): void {
  if (document.querySelector('dialog[open]')) {
    return;
  }
  if (event.key === '?') {
    event.preventDefault();
    help();
  }
  if (event.key === '/') {
    event.preventDefault();
    const search = document.querySelector<HTMLInputElement>('main input[type="search"]');
    if (search) {
      search.focus();
    } else {
      find();
    }
  }
}
