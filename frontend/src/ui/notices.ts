/** What has just been done, said for a moment at the top of the page. A module's state, so that any code may speak. */
export interface Note {
  id: number;
  title: string;
  text: string;
}

/** More than two at once nobody reads. */
const MOST = 2;
const SHOWN_MS = 4000;

let notes: readonly Note[] = [];
let next = 1;
const listeners = new Set<() => void>();

function change(to: readonly Note[]): void {
  notes = to;
  for (const listener of listeners) {
    listener();
  }
}

export function announce(title: string, text: string): void {
  const note = { id: next, title, text };
  next += 1;
  change([...notes, note].slice(-MOST));
  setTimeout(() => dismiss(note.id), SHOWN_MS);
}

export function dismiss(id: number): void {
  change(notes.filter((note) => note.id !== id));
}

export function onNotes(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentNotes(): readonly Note[] {
  return notes;
}
