import { api, read } from '@/api/client';
import type { Me } from '@/api/schema';
import { m } from '@/i18n/messages';
import { PasskeyButton } from './PasskeyButton';

interface Props {
  className?: string;
  onSignedIn: (me: Me) => Promise<void>;
}

/** The device knows who it is: no name, no password. */
export function PasskeySignIn({ className, onSignedIn }: Props) {
  return (
    <div className={className}>
      <PasskeyButton
        label={m.security_passkey_sign_in()}
        onProof={async (proof) =>
          onSignedIn(await read(api.POST('/api/v1/session/passkey', { body: proof })))
        }
      />
    </div>
  );
}
