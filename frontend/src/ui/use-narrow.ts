import { useSyncExternalStore } from 'react';

const query = '(max-width: 47.99em)';

/** True on phones. Where both layouts can share one DOM, prefer a media query in CSS. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}
