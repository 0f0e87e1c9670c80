import { FormAlert } from '@/ui/FormAlert';
import type { TapTrouble } from '../acts';
import { StaleNotice } from './StaleNotice';

/** Why a tap changed nothing, in the same words as above a form. */
export function Trouble({ trouble }: { trouble: TapTrouble }) {
  if (trouble.kind === 'unsent') {
    return <FormAlert notice={trouble} />;
  }
  return trouble.problem.status === 412 ? (
    <StaleNotice />
  ) : (
    <FormAlert notice={{ ...trouble, rest: [] }} />
  );
}
