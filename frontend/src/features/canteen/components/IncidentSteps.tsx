import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { useMe } from '@/api/me';
import type { CanteenIncidentView, OutsideAuthority } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { DateText } from '@/ui/DateText';
import { Dialog } from '@/ui/Dialog';
import { Facts } from '@/ui/Facts';
import { FormAlert } from '@/ui/FormAlert';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { StatusBadge } from '@/ui/StatusBadge';
import { SubmitBar } from '@/ui/SubmitBar';
import {
  callOffIncident,
  closeIncident,
  investigateIncident,
  refreshCanteen,
  reportIncident,
} from '../acts';
import { instantOf } from '../happened';
import { CANTEEN } from '../queries';
import { AUTHORITY_WORDS, choices, INCIDENT_TONES } from '../words';
import classes from './Canteen.module.css';
import { TimeField } from './WhenFields';

type Open = 'report' | 'investigate' | 'close' | 'call_off' | null;

const BUTTONS = [
  ['report', m.canteen_incident_report],
  ['investigate', m.canteen_incident_investigate],
  ['close', m.canteen_incident_close],
  ['call_off', m.canteen_incident_call_off],
] as const;

/** How far an incident is: reported within two hours, investigated, closed or called off by somebody who is not of the kitchen. */
export function IncidentSteps({ incident }: { incident: CanteenIncidentView }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const changed = () => void refreshCanteen(queryClient);
  const may = (action: string) => actionState(incident.allowed_actions, action).allowed;
  const name = (act: string) => `canteen.incident.${act}.${incident.id}`;
  return (
    <section className={classes.card} aria-labelledby="incident-steps" data-screen-only>
      <div className={classes.head}>
        <h2 id="incident-steps">{m.canteen_incident_so_far()}</h2>
        <span className={classes.acts}>
          {incident.report_late ? (
            <StatusBadge tone="alarm">{m.canteen_incident_report_late()}</StatusBadge>
          ) : null}
          <StatusBadge tone={INCIDENT_TONES[incident.state]}>{incident.state_text}</StatusBadge>
        </span>
      </div>
      <Facts items={soFar(incident)} />
      <div className={classes.acts}>
        {BUTTONS.filter(([action]) => may(action)).map(([action, label]) => (
          <Button
            key={action}
            variant={action === 'call_off' ? 'default' : 'filled'}
            onClick={() => setOpen(action)}
          >
            {label()}
          </Button>
        ))}
      </div>
      <Dialog
        title={m.canteen_incident_report()}
        open={open === 'report'}
        onClose={close}
      >
        <ReportForm incident={incident} onDone={close} />
      </Dialog>
      <ReasonDialog
        name={name('investigate')}
        title={m.canteen_incident_investigate()}
        reasonLabel={m.canteen_incident_investigators()}
        shown={CANTEEN}
        act={(investigators, key) => investigateIncident(incident, investigators, key)}
        onDone={changed}
        open={open === 'investigate'}
        onClose={close}
      />
      <ReasonDialog
        name={name('close')}
        title={m.canteen_incident_close()}
        reasonLabel={m.canteen_incident_end_said()}
        text={m.canteen_incident_end_text()}
        shown={CANTEEN}
        act={(said, key) => closeIncident(incident, said, key)}
        onDone={changed}
        open={open === 'close'}
        onClose={close}
      />
      <ReasonDialog
        name={name('call-off')}
        title={m.canteen_incident_call_off()}
        reasonLabel={m.canteen_incident_call_off_why()}
        text={m.canteen_incident_end_text()}
        shown={CANTEEN}
        act={(said, key) => callOffIncident(incident, said, key)}
        onDone={changed}
        open={open === 'call_off'}
        onClose={close}
      />
    </section>
  );
}

function soFar({ report, report_by, investigation, end }: CanteenIncidentView) {
  const to = report?.to.map((one) => AUTHORITY_WORDS[one]()).join(' · ');
  return [
    report
      ? { label: m.canteen_incident_reported_at(), value: <DateText value={report.at} hour /> }
      : { label: m.canteen_incident_report_by(), value: <DateText value={report_by} hour /> },
    ...(report ? [{ label: m.canteen_incident_reported_to(), value: to }] : []),
    ...(report?.said ? [{ label: m.canteen_incident_report_said(), value: report.said }] : []),
    ...(report ? [{ label: m.canteen_recorded_by(), value: report.by.name }] : []),
    ...(investigation
      ? [{ label: m.canteen_incident_investigators(), value: investigation.investigators }]
      : []),
    ...(end
      ? [
          { label: m.canteen_incident_end_said(), value: end.said },
          { label: m.canteen_incident_ended_by(), value: end.by.name },
        ]
      : []),
  ];
}

/** To whom, who took it there, and when if not now. */
function ReportForm({ incident, onDone }: { incident: CanteenIncidentView; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: `canteen.incident.report.${incident.id}`,
    owner: person.id,
    initialValues: { to: [] as OutsideAuthority[], said: '', happened_at: '' },
    validate: { to: (to) => (to.length > 0 ? null : m.ui_required()) },
    send: ({ to, said, happened_at }, key) => {
      const body = { to, said: said.trim() || undefined, happened_at: instantOf(happened_at) };
      return orNewest(queryClient, CANTEEN, reportIncident(incident, body, key));
    },
    onAccepted: async () => {
      await refreshCanteen(queryClient);
      onDone();
    },
  });
  const { form } = submission;
  const { to } = form.values;
  return (
    <form onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <fieldset className={classes.symptoms}>
        <legend>{m.canteen_incident_reported_to()}</legend>
        {choices(AUTHORITY_WORDS).map(({ value, label }) => (
          <CheckField
            key={value}
            label={label}
            checked={to.includes(value)}
            error={value === 'market' ? form.errors.to : undefined}
            onChange={(event) =>
              form.setFieldValue(
                'to',
                event.currentTarget.checked ? [...to, value] : to.filter((one) => one !== value),
              )
            }
          />
        ))}
      </fieldset>
      <TextInput
        label={m.canteen_incident_report_said()}
        placeholder={m.canteen_incident_report_example()}
        {...form.getInputProps('said')}
      />
      <TimeField
        value={form.values.happened_at}
        onChange={(local) => form.setFieldValue('happened_at', local)}
        error={form.errors.happened_at as string | undefined}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.canteen_incident_report()}
        </Button>
      </SubmitBar>
    </form>
  );
}
