import { api, read } from './client';

const KEY = 'steward.school';

/**
 * The session acts in another school from now on, in every tab. All of them begin anew there: nothing that was read or half
 * written in one school may stand on the screen of the other.
 */
export async function switchSchool(id: string): Promise<void> {
  await read(api.POST('/api/v1/session/school', { body: { school_id: id } }));
  try {
    // A new value each time: only a change is told to the other tabs.
    localStorage.setItem(KEY, `${id} ${Date.now()}`);
  } catch {
    // Without storage the other tabs find out by what the server answers.
  }
  window.location.assign('/');
}

/** Calls back when another tab has switched to a school other than this one, also while this page was still on its way. */
export function onSwitched(here: string, handler: () => void): () => void {
  if (switchedSince(performance.timeOrigin, here)) {
    handler();
  }
  const told = (event: StorageEvent) => {
    if (event.key === KEY) {
      handler();
    }
  };
  window.addEventListener('storage', told);
  return () => window.removeEventListener('storage', told);
}

function switchedSince(moment: number, here: string): boolean {
  try {
    const [school, at] = (localStorage.getItem(KEY) ?? '').split(' ');
    return school !== here && Number(at) > moment;
  } catch {
    return false;
  }
}
