import { Button } from '@mantine/core';
import { api, read } from '@/api/client';
import { m } from '@/i18n/messages';
import { depart } from '../openid';
import { useAct } from '../use-act';

interface Props {
  className?: string;
  /** What people call it. */
  provider: string;
  next: string;
}

/** Leads away to the provider, which brings the browser back to /signed-in. */
export function OpenIdSignIn({ className, provider, next }: Props) {
  const { busy, trouble, run } = useAct(async () => {
    const { url, ceremony } = await read(api.POST('/api/v1/session/openid/authorization'));
    depart(url, { purpose: 'sign-in', ceremony, next });
  });
  return (
    <div className={className}>
      <Button variant="default" fullWidth loading={busy} onClick={run}>
        {m.security_openid_sign_in({ provider })}
      </Button>
      {trouble ? <p role="alert">{trouble}</p> : null}
    </div>
  );
}
