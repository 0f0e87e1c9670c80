import { api, read } from './client';

const CHANNEL = 'steward.school';

/**
 * The session acts in another school from now on, in every tab. All of them begin anew there: nothing that was read or half
 * written in one school may stand on the screen of the other.
 */
export async function switchSchool(id: string): Promise<void> {
  await read(api.POST('/api/v1/session/school', { body: { school_id: id } }));
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(id);
  channel.close();
  window.location.assign('/');
}

/** Calls back when another tab has switched. */
export function onSwitched(handler: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', handler);
  return () => channel.close();
}
