import { Button, TextInput } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import { meQuery, useMe } from '@/api/me';
import type { SchoolAddress } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { ErrorState } from '@/ui/ErrorState';
import { FormAlert } from '@/ui/FormAlert';
import { announce } from '@/ui/notices';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { SubmitBar } from '@/ui/SubmitBar';
import form from '../components/form.module.css';
import { onlyHere } from '../words';

const addressQuery = queryOptions({
  queryKey: ['campus', 'address'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/school-address', { signal })),
});

/** The address that signs and labels lead to: another one when HTTPS comes or the server moves. */
export function AddressPage() {
  const query = useQuery(addressQuery);
  return (
    <>
      <PageHeader
        back={{ to: '/settings', label: m.shell_nav_settings() }}
        title={m.address_title()}
        facts={m.address_lead()}
      />
      {query.data ? (
        <AddressForm key={query.data.version} address={query.data} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function AddressForm({ address }: { address: SchoolAddress }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const here = window.location.origin;
  const submission = useSubmission({
    name: 'campus.address',
    owner: person.id,
    initialValues: { public_url: address.public_url ?? (onlyHere(here) ? '' : here) },
    validate: { public_url: (url) => (url.trim() ? null : m.ui_required()) },
    send: (values) => {
      const params = { header: ifMatch(address.version) };
      const change = api.PUT('/api/v1/school-address', { params, body: values });
      return orNewest(queryClient, addressQuery.queryKey, read(change));
    },
    onAccepted: async (saved) => {
      queryClient.setQueryData(addressQuery.queryKey, saved);
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      announce(m.address_saved(), saved.public_url ?? '');
    },
  });
  const { getInputProps, setFieldValue, values } = submission.form;
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <p className={form.text}>{now(address)}</p>
      <FormAlert notice={submission.notice} />
      <TextInput
        type="url"
        inputMode="url"
        label={m.address_field()}
        description={m.address_hint()}
        {...getInputProps('public_url')}
      />
      {values.public_url !== here && !onlyHere(here) ? (
        <div>
          <Button variant="default" onClick={() => setFieldValue('public_url', here)}>
            {m.address_this({ url: here })}
          </Button>
        </div>
      ) : null}
      <p className={form.text}>{m.address_printed()}</p>
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.address_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}

function now({ public_url, for_phones }: SchoolAddress): string {
  if (!public_url) return m.address_none();
  return for_phones ? m.address_now({ url: public_url }) : m.address_local({ url: public_url });
}
