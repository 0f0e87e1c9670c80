import { Button } from '@mantine/core';
import { api, read } from '@/api/client';
import { problemOf, UnreachableError } from '@/api/problem';
import type { PasskeyProof } from '@/api/schema';
import { m } from '@/i18n/messages';
import { askPasskey } from '../passkey';
import { useAct } from '../use-act';

interface Props {
  label: string;
  /** Sends what the browser answered. */
  onProof: (proof: PasskeyProof) => Promise<void>;
}

/** Asks the browser for a passkey of this site; says what came in between. */
export function PasskeyButton({ label, onProof }: Props) {
  const { busy, trouble, run } = useAct(async () => {
    const { state, options } = await read(api.POST('/api/v1/session/passkey-options'));
    await onProof({ state, credential: await askPasskey(options) });
  }, passkeyTrouble);

  return (
    <>
      <Button variant="default" fullWidth loading={busy} onClick={run}>
        {label}
      </Button>
      {trouble ? <p role="alert">{trouble}</p> : null}
    </>
  );
}

/** The server's word, the network's silence, or whatever the browser or its owner did not want. */
function passkeyTrouble(error: unknown): string {
  const problem = problemOf(error);
  if (problem) {
    return problem.errors[0]?.detail ?? problem.detail;
  }
  return error instanceof UnreachableError ? m.ui_unsent_no_answer() : m.security_passkey_undone();
}
