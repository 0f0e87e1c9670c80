import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, read } from '@/api/client';
import type { SetupDone } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { PlainPage } from '@/ui/PlainPage';
import { usePageTitle } from '@/ui/page-title';
import { SubmitBar } from '@/ui/SubmitBar';
import { SealCode } from '../auditor/SealCode';
import { Founders, foundersNeed } from '../components/Founders';
import { required } from '../required';
import { initialSetUp, setUpRequest } from '../set-up-form';
import { setupQuery } from '../setup-query';
import classes from './SetUpPage.module.css';

/** The first page of a new installation, and right after it the code that is sealed for an auditor. */
export function SetUpPage() {
  usePageTitle(m.identity_set_up());
  const router = useRouter();
  const [done, setDone] = useState<SetupDone | null>(null);
  // Whoever signs in first is asked for the school's own rules.
  const search = { ready: true as const, next: '/settings/questions' };
  const goOn = () => router.navigate({ to: '/sign-in', search, replace: true });
  return done?.auditor_code ? (
    <SealCode done={done} code={done.auditor_code} onGoOn={() => void goOn()} />
  ) : (
    <SetUp
      onDone={async (made) => {
        // A district keeps no ledgers: nothing is sealed there.
        if (made.auditor_code) {
          setDone(made);
        } else {
          await goOn();
        }
      }}
    />
  );
}

/** One school, its administrator and the second key. */
function SetUp({ onDone }: { onDone: (made: SetupDone) => Promise<void> }) {
  const queryClient = useQueryClient();
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.set-up',
    owner: 'anonymous',
    initialValues: initialSetUp(window.location),
    validate: {
      token: required,
      school: { name: required },
      ...foundersNeed,
    },
    send: (values) => read(api.POST('/api/v1/setup', { body: setUpRequest(values) })),
    onAccepted: async (made) => {
      queryClient.setQueryData(setupQuery.queryKey, (known) => ({
        openid: known?.openid ?? null,
        needed: false,
      }));
      await onDone(made);
    },
  });
  return (
    <PlainPage wide>
      <h1>{m.identity_set_up()}</h1>
      <p className={classes.lead}>{m.identity_set_up_lead()}</p>
      <form className={classes.form} onSubmit={onSubmit} noValidate>
        <FormAlert notice={notice} />
        <FormSection title={m.identity_set_up_token()} text={m.identity_set_up_token_hint()}>
          <TextInput
            aria-label={m.identity_set_up_token()}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
            {...form.getInputProps('token')}
          />
        </FormSection>
        <FormSection title={m.identity_school()}>
          <ChoiceCards
            label={m.identity_set_up_kind()}
            choices={[
              {
                value: 'school',
                label: m.identity_set_up_school(),
                hint: m.identity_set_up_school_hint(),
              },
              {
                value: 'district',
                label: m.identity_set_up_district(),
                hint: m.identity_set_up_district_hint(),
              },
            ]}
            value={form.values.school.kind}
            onChange={(kind) => form.setFieldValue('school.kind', kind)}
          />
          <TextInput
            label={m.identity_school_name()}
            autoComplete="organization"
            required
            withAsterisk={false}
            {...form.getInputProps('school.name')}
          />
          <TextInput
            label={m.identity_public_url()}
            description={m.identity_public_url_hint()}
            type="url"
            inputMode="url"
            placeholder="https://steward.example.edu.cn"
            {...form.getInputProps('school.public_url')}
          />
        </FormSection>
        <Founders form={form} />
        <SubmitBar>
          <Button type="submit" loading={sending}>
            {m.identity_set_up_submit()}
          </Button>
        </SubmitBar>
      </form>
    </PlainPage>
  );
}
