import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { useMe } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { CanteenStaffView, HealthCertificateView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { uuid } from '@/offline/uuid';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { StatusBadge } from '@/ui/StatusBadge';
import { SubmitBar } from '@/ui/SubmitBar';
import {
  enterCertificate,
  refreshCanteen,
  resumeCertificate,
  suspendCertificate,
  verifyCertificate,
  withdrawCertificate,
} from '../acts';
import { CANTEEN } from '../queries';
import { STANDING_TONES, STANDING_WORDS } from '../words';
import classes from './Canteen.module.css';

/** The health certificates of one of the staff, for those who may see them. */
export function Certificates({ staff }: { staff: CanteenStaffView }) {
  const { permissions } = useMe();
  const [entering, setEntering] = useState(false);
  return (
    <>
      <ul className={classes.records} aria-label={m.canteen_certificates()}>
        {(staff.certificates ?? []).map((certificate) => (
          <li key={certificate.id}>
            <Certificate certificate={certificate} />
          </li>
        ))}
      </ul>
      {permissions.includes('canteen.health_keep') && staff.active ? (
        <div className={classes.acts}>
          <Button variant="default" onClick={() => setEntering(true)}>
            {m.canteen_certificate_enter()}
          </Button>
        </div>
      ) : null}
      <Dialog
        title={m.canteen_certificate_enter()}
        open={entering}
        onClose={() => setEntering(false)}
      >
        <EnterForm staff={staff} onDone={() => setEntering(false)} />
      </Dialog>
    </>
  );
}

type Ending = 'suspend' | 'withdraw';

function Certificate({ certificate }: { certificate: HealthCertificateView }) {
  const queryClient = useQueryClient();
  const [ending, setEnding] = useState<Ending | null>(null);
  const may = (action: string) => actionState(certificate.allowed_actions, action).allowed;
  const step = useMutation({
    mutationFn: (act: typeof verifyCertificate) =>
      orNewest(queryClient, CANTEEN, act(certificate, uuid())),
    onSuccess: () => refreshCanteen(queryClient),
  });
  const verifying = actionState(certificate.allowed_actions, 'verify');
  return (
    <div className={classes.line}>
      <div className={classes.head}>
        <span>{certificate.number}</span>
        <StatusBadge tone={STANDING_TONES[certificate.standing]}>
          {STANDING_WORDS[certificate.standing]()}
        </StatusBadge>
      </div>
      <p className={classes.muted}>
        {m.canteen_certificate_days({
          from: certificate.issued_on,
          to: certificate.expires_on,
        })}
        {certificate.reason ? ` · ${certificate.reason}` : null}
      </p>
      {certificate.state === 'submitted' && verifying.reason ? (
        <p className={classes.muted}>{verifying.reason}</p>
      ) : null}
      {step.error ? <p role="alert">{problemOf(step.error)?.detail}</p> : null}
      <div className={classes.acts}>
        {may('verify') ? (
          <Button loading={step.isPending} onClick={() => step.mutate(verifyCertificate)}>
            {m.canteen_certificate_verify()}
          </Button>
        ) : null}
        {may('resume') ? (
          <Button loading={step.isPending} onClick={() => step.mutate(resumeCertificate)}>
            {m.canteen_certificate_resume()}
          </Button>
        ) : null}
        {may('suspend') ? (
          <Button variant="default" onClick={() => setEnding('suspend')}>
            {m.canteen_certificate_suspend()}
          </Button>
        ) : null}
        {may('withdraw') ? (
          <Button variant="default" onClick={() => setEnding('withdraw')}>
            {m.canteen_certificate_withdraw()}
          </Button>
        ) : null}
      </div>
      <ReasonDialog
        name={`canteen.certificate.${ending}.${certificate.id}`}
        title={
          ending === 'suspend' ? m.canteen_certificate_suspend() : m.canteen_certificate_withdraw()
        }
        reasonLabel={m.canteen_strike_reason()}
        shown={CANTEEN}
        act={(reason, key) =>
          ending === 'suspend'
            ? suspendCertificate(certificate, reason, key)
            : withdrawCertificate(certificate, reason, key)
        }
        onDone={() => void refreshCanteen(queryClient)}
        open={ending !== null}
        onClose={() => setEnding(null)}
      />
    </div>
  );
}

function EnterForm({ staff, onDone }: { staff: CanteenStaffView; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const required = (text: string) => (text.trim() ? null : m.ui_required());
  const submission = useSubmission({
    name: `canteen.certificate.new.${staff.id}`,
    owner: person.id,
    initialValues: { number: '', issued_on: '', expires_on: '' },
    validate: { number: required, issued_on: required, expires_on: required },
    send: (values, key) =>
      enterCertificate(staff.id, { ...values, number: values.number.trim() }, key),
    onAccepted: async () => {
      await refreshCanteen(queryClient);
      onDone();
    },
  });
  const { form } = submission;
  return (
    <form onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <TextInput label={m.canteen_certificate_number()} {...form.getInputProps('number')} />
      <TextInput
        type="date"
        label={m.canteen_certificate_issued()}
        {...form.getInputProps('issued_on')}
      />
      <TextInput
        type="date"
        label={m.canteen_certificate_expires()}
        {...form.getInputProps('expires_on')}
      />
      <p className={classes.muted}>{m.canteen_certificate_text()}</p>
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.canteen_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
