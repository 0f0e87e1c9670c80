import { Button, TextInput } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { CanteenView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { DateText } from '@/ui/DateText';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { PageHeader } from '@/ui/PageHeader';
import { StatusBadge } from '@/ui/StatusBadge';
import { SubmitBar } from '@/ui/SubmitBar';
import { raiseIncident, refreshCanteen } from '../acts';
import classes from '../components/Canteen.module.css';
import { CanteenChoice } from '../components/CanteenChoice';
import { FirstSteps } from '../components/FirstSteps';
import { NoCanteen } from '../components/NoCanteen';
import { type DaySearch, incidentsQuery } from '../queries';
import { useCanteen } from '../use-canteen';
import { INCIDENT_TONES } from '../words';

interface Props {
  search: DaySearch;
  onSearch: (patch: Partial<DaySearch>) => void;
}

/** What the law asks for when somebody falls ill, the one button, and what was raised before. */
export function IncidentsPage({ search, onSearch }: Props) {
  const { permissions } = useMe();
  const canteen = useCanteen(search.canteen_id);
  const [open, setOpen] = useState(false);
  return (
    <>
      <PageHeader
        title={m.canteen_incident()}
        back={{ to: '/canteen', label: m.canteen_title() }}
        primary={
          canteen && permissions.includes('canteen.incident') ? (
            <Button color="red" onClick={() => setOpen(true)}>
              {m.canteen_incident_raise()}
            </Button>
          ) : undefined
        }
      />
      {canteen ? (
        <>
          <CanteenChoice value={canteen.id} onChange={(id) => onSearch({ canteen_id: id })} />
          <Shown canteen={canteen} />
          <Dialog title={m.canteen_incident_raise()} open={open} onClose={() => setOpen(false)}>
            <Raise canteen={canteen} />
          </Dialog>
        </>
      ) : (
        <NoCanteen />
      )}
    </>
  );
}

function Shown({ canteen }: { canteen: CanteenView }) {
  const { data: incidents } = useSuspenseQuery(incidentsQuery(canteen.id));
  return (
    <div className={classes.cards}>
      <section className={classes.card} aria-labelledby="steps">
        <h2 id="steps">{m.canteen_incident_steps()}</h2>
        <FirstSteps />
      </section>
      <section className={classes.card} aria-labelledby="incidents">
        <h2 id="incidents">{m.canteen_incidents()}</h2>
        {incidents.length === 0 ? (
          <p className={classes.muted}>{m.canteen_no_incidents()}</p>
        ) : (
          <ul className={classes.records}>
            {incidents.map((incident) => (
              <li key={incident.id}>
                <Link
                  to="/canteen/incidents/$incidentId"
                  params={{ incidentId: incident.id }}
                  className={classes.link}
                >
                  {incident.said}
                </Link>
                <span className={classes.acts}>
                  <DateText value={incident.happened_at} hour />
                  <StatusBadge tone={INCIDENT_TONES[incident.state]}>
                    {incident.state_text}
                  </StatusBadge>
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

/** One press: what happened in a sentence, and how many are unwell where somebody knows. */
function Raise({ canteen }: { canteen: CanteenView }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const submission = useSubmission({
    name: `canteen.incident.${canteen.id}`,
    owner: person.id,
    initialValues: { said: '', unwell: '' },
    validate: {
      said: (text) => (text.trim() ? null : m.ui_required()),
      unwell: (text) => (/^\d{0,6}$/.test(text.trim()) ? null : m.canteen_incident_number()),
    },
    send: ({ said, unwell }, key) =>
      raiseIncident(
        canteen.id,
        { said: said.trim(), unwell: unwell.trim() ? Number(unwell.trim()) : undefined },
        key,
      ),
    onAccepted: async ({ id }) => {
      await refreshCanteen(queryClient);
      await navigate({ to: '/canteen/incidents/$incidentId', params: { incidentId: id } });
    },
  });
  const { form } = submission;
  return (
    <form onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p>{m.canteen_incident_text()}</p>
      <TextInput
        label={m.canteen_incident_said()}
        placeholder={m.canteen_incident_example()}
        {...form.getInputProps('said')}
      />
      <TextInput
        label={m.canteen_incident_unwell()}
        inputMode="numeric"
        {...form.getInputProps('unwell')}
      />
      <SubmitBar>
        <Button type="submit" color="red" loading={submission.sending}>
          {m.canteen_incident_now()}
        </Button>
      </SubmitBar>
    </form>
  );
}
