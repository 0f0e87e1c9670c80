import { useQuery } from '@tanstack/react-query';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { ChangePassword } from '../components/ChangePassword';
import { Devices } from '../components/Devices';
import { MailAddress } from '../components/MailAddress';
import { OneTimeCodes } from '../components/OneTimeCodes';
import { OpenIdLink } from '../components/OpenIdLink';
import { Passkeys } from '../components/Passkeys';
import { Pin } from '../components/Pin';
import part from '../components/Security.module.css';
import { securityQuery } from '../queries';
import classes from './MePage.module.css';

/** How I prove who I am, and where I am signed in. */
export function SecurityPage({ onPasswordChanged }: { onPasswordChanged: () => Promise<void> }) {
  const query = useQuery(securityQuery);
  return (
    <>
      <PageHeader title={m.security_title()} back={{ to: '/me', label: m.security_back() }} />
      <div className={classes.sections}>
        {query.data ? (
          <>
            <OneTimeCodes security={query.data} />
            <Passkeys security={query.data} />
            <Pin has={query.data.has_pin} />
            {query.data.openid ? <OpenIdLink openid={query.data.openid} /> : null}
          </>
        ) : query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <PageSkeleton />
        )}
        <MailAddress />
        <section className={part.acts}>
          <ChangePassword onChanged={onPasswordChanged} />
        </section>
        <Devices />
      </div>
    </>
  );
}
