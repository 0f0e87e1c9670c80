import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { PersonView, SlipView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { EmptyState } from '@/ui/EmptyState';
import { FormAlert } from '@/ui/FormAlert';
import { IconPrinter, IconQrcode } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { withoutAccountQuery } from '../queries';
import { AddressWarning } from '../slips/AddressWarning';
import { Slip } from '../slips/Slip';
import { inChunks } from '../slips/slip-words';
import classes from '../slips/slips.module.css';

interface Made {
  items: SlipView[];
  expires_at: string;
}

/** Slips for everybody who cannot sign in yet: 24 to a sheet of A4, a code each, good for two weeks. */
export function SlipsPage() {
  const query = useQuery(withoutAccountQuery);
  const [made, setMade] = useState<Made | null>(null);
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{ to: '/people', label: m.shell_nav_people() }}
          title={m.slips_title()}
          facts={made ? m.slips_made({ count: made.items.length }) : m.slips_lead()}
          primary={
            made ? (
              <Button
                leftSection={<IconPrinter size={18} aria-hidden />}
                onClick={() => window.print()}
              >
                {m.ui_print()}
              </Button>
            ) : null
          }
        />
        <AddressWarning />
      </div>
      {made ? (
        <Sheet made={made} />
      ) : (
        <ListView
          rows={query.data}
          error={query.error}
          onRetry={() => void query.refetch()}
          filtered={false}
          onClearFilters={() => {}}
          empty={
            <EmptyState
              icon={IconQrcode}
              title={m.slips_nobody()}
              text={m.slips_nobody_text()}
              action={<LinkButton to="/people">{m.shell_nav_people()}</LinkButton>}
            />
          }
        >
          {(people) => <Make people={people} onMade={setMade} />}
        </ListView>
      )}
    </>
  );
}

function Make(props: { people: readonly PersonView[]; onMade: (made: Made) => void }) {
  const { people, onMade } = props;
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission<Record<string, unknown>, Made>({
    name: 'campus.slips',
    owner: person.id,
    initialValues: {},
    send: async () => {
      const made: Made = { items: [], expires_at: '' };
      // One after the other: a lost answer voids nothing but what the next press makes anew.
      for (const some of inChunks(people)) {
        const body = { people: some.map(({ id }) => id) };
        const slips = await read(api.POST('/api/v1/sign-in-slips', { body }));
        made.items.push(...slips.items);
        made.expires_at = slips.expires_at;
      }
      return made;
    },
    onAccepted: async (made) => {
      await queryClient.invalidateQueries({ queryKey: ['campus', 'people'] });
      onMade(made);
    },
  });
  return (
    <form className={classes.make} onSubmit={submission.onSubmit}>
      <FormAlert notice={submission.notice} />
      <p>{m.slips_who({ count: people.length })}</p>
      <p className={classes.names}>{people.map(({ name }) => name).join(m.ui_list_separator())}</p>
      <div>
        <Button
          type="submit"
          loading={submission.sending}
          leftSection={<IconQrcode size={18} aria-hidden />}
        >
          {m.slips_make({ count: people.length })}
        </Button>
      </div>
      <p className={classes.quiet}>{m.slips_make_hint()}</p>
    </form>
  );
}

function Sheet({ made }: { made: Made }) {
  return (
    // A scroll area must be reachable by keyboard and named (axe: scrollable-region-focusable).
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone
    <section className={classes.stage} aria-label={m.slips_title()} tabIndex={0}>
      <div className={classes.sheet}>
        {made.items.map((slip) => (
          <Slip key={slip.person.id} slip={slip} expiresAt={made.expires_at} />
        ))}
      </div>
    </section>
  );
}
