import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { m } from '@/i18n/messages';

const said = (error: unknown) => problemOf(error)?.detail ?? m.ui_unsent_no_answer();

/** An act behind one button: whether it is on its way, and what came in between. */
export function useAct(act: () => Promise<void>, words: (error: unknown) => string = said) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function run(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      await act();
    } catch (error) {
      setTrouble(words(error));
    }
    setBusy(false);
  }

  return { busy, trouble, run: () => void run() };
}
