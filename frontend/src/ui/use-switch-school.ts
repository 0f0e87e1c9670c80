import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { switchSchool } from '@/api/switch-school';
import { m } from '@/i18n/messages';

/** Switching with what a button needs: which school is on its way, and why it could not be. */
export function useSwitchSchool() {
  const [to, setTo] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function go(id: string): Promise<void> {
    setTo(id);
    setTrouble(null);
    try {
      await switchSchool(id);
    } catch (error) {
      setTrouble(problemOf(error)?.detail ?? m.ui_unsent_no_answer());
      setTo(null);
    }
  }
  return { to, trouble, go };
}
