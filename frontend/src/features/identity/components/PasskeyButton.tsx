import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { problemOf, UnreachableError } from '@/api/problem';
import type { PasskeyProof } from '@/api/schema';
import { m } from '@/i18n/messages';
import { askPasskey } from '../passkey';

interface Props {
  label: string;
  /** Sends what the browser answered. */
  onProof: (proof: PasskeyProof) => Promise<void>;
}

/** Asks the browser for a passkey of this site; says what came in between. */
export function PasskeyButton({ label, onProof }: Props) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function prove(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      const { state, options } = await read(api.POST('/api/v1/session/passkey-options'));
      await onProof({ state, credential: await askPasskey(options) });
    } catch (error) {
      setTrouble(passkeyTrouble(error));
    }
    setBusy(false);
  }

  return (
    <>
      <Button variant="default" fullWidth loading={busy} onClick={() => void prove()}>
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
