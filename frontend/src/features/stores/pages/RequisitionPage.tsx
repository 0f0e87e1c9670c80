import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { useMe } from '@/api/me';
import type { RequisitionView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ApprovalSteps } from '@/ui/ApprovalSteps';
import { DateText } from '@/ui/DateText';
import { Dialog } from '@/ui/Dialog';
import { EarlierVersions } from '@/ui/EarlierVersions';
import { Facts } from '@/ui/Facts';
import { IconPrinter } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { SignedScans } from '@/ui/SignedScans';
import { StatusBadge } from '@/ui/StatusBadge';
import { cancelRequisition, keepRequisition } from '../acts';
import { RequisitionIssueForm } from '../components/RequisitionIssueForm';
import { requisitionQuery, STORES } from '../queries';
import { nameOf } from '../shelf';
import { printWords, STATE_TONES, untilIssued } from '../words';
import classes from './ItemPage.module.css';

/** What somebody asked for, who decides, and how far it came. */
export function RequisitionPage({ requisitionId }: { requisitionId: string }) {
  const { data: requisition } = useSuspenseQuery(requisitionQuery(requisitionId));
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'issue' | 'in_time' | 'cancel' | null>(null);
  const may = (action: string) => actionState(requisition.allowed_actions, action).allowed;
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader
        number={requisition.number}
        title={requisition.title}
        back={{ to: '/requisitions', label: m.requisitions_title() }}
        facts={
          <StatusBadge tone={STATE_TONES[requisition.state]}>{requisition.state_text}</StatusBadge>
        }
        actions={
          <LinkButton
            to="/requisitions/$requisitionId/print"
            params={{ requisitionId }}
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
          >
            {m.requisitions_print()}
          </LinkButton>
        }
        primary={<Primary requisition={requisition} onIssue={() => setOpen('issue')} />}
      />
      <Said requisition={requisition} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <p className={classes.purpose}>{requisition.purpose}</p>
          {requisition.print ? <p>{printWords(requisition.print)}</p> : null}
          <ul className={classes.lines} aria-label={m.stores_items()}>
            {requisition.lines.map(({ item, quantity, on_hand }) => (
              <li key={item.id}>
                <span>{nameOf(item)}</span>
                <span className={classes.amount}>
                  {m.stores_amount({ quantity, unit: item.unit })}
                  {requisition.state === 'issued' ? null : (
                    <span className={classes.left}>
                      {m.stores_left({ quantity: on_hand, unit: item.unit })}
                    </span>
                  )}
                </span>
              </li>
            ))}
          </ul>
          <div className={classes.acts} data-screen-only>
            <Links requisition={requisition} />
            <InTime requisition={requisition} onEnter={() => setOpen('in_time')} />
            {may('cancel') ? (
              <Button variant="default" onClick={() => setOpen('cancel')}>
                {m.requisitions_cancel()}
              </Button>
            ) : null}
          </div>
          {requisition.steps.length > 0 ? (
            <section aria-labelledby="steps">
              <h2 id="steps">{m.approvals_steps()}</h2>
              <ApprovalSteps steps={requisition.steps} />
            </section>
          ) : null}
          <Earlier requisition={requisition} />
          <SignedScans kind="requisitions" id={requisition.id} />
        </div>
        <aside className={classes.facts} aria-label={m.stores_facts()}>
          <Facts
            items={[
              { label: m.requisitions_requester(), value: requisition.requester.name },
              { label: m.stores_class(), value: requisition.class?.name },
              {
                label: m.requisitions_submitted(),
                value: <DateText value={requisition.submitted_at} hour />,
              },
              ...untilWhen(requisition),
              ...howLong(requisition),
            ]}
          />
        </aside>
      </div>
      <Dialog title={m.requisitions_issue()} open={open === 'issue'} onClose={close}>
        <RequisitionIssueForm requisition={requisition} onDone={close} />
      </Dialog>
      <Dialog title={m.requisitions_in_time()} open={open === 'in_time'} onClose={close}>
        <RequisitionIssueForm requisition={requisition} inTime onDone={close} />
      </Dialog>
      <ReasonDialog
        name={`stores.requisition.cancel.${requisition.id}`}
        title={m.requisitions_cancel()}
        reasonLabel={m.requisitions_cancel_reason()}
        shown={STORES}
        act={(reason, key) => cancelRequisition(requisition, reason, key)}
        onDone={(changed) => void keepRequisition(queryClient, changed)}
        open={open === 'cancel'}
        onClose={close}
      />
    </>
  );
}

/** Why it came back or came to nothing, in words. */
function Said({ requisition }: { requisition: RequisitionView }) {
  const { state, reason } = requisition;
  if (state === 'expired') {
    return <p className={classes.reason}>{m.requisitions_expired()}</p>;
  }
  return reason ? <p className={classes.reason}>{m.requisitions_reason({ reason })}</p> : null;
}

/** The last day to collect it, while it waits for that and when it has waited in vain. */
function untilWhen({ state, collect_by: last }: RequisitionView) {
  return last && (state === 'approved' || state === 'expired')
    ? [{ label: m.requisitions_collect_by(), value: <DateText value={last} /> }]
    : [];
}

/** How long it took from the approval until it was handed out (S37). */
function howLong({ decided_at: decided, document }: RequisitionView) {
  return decided && document
    ? [{ label: m.requisitions_until_issued(), value: untilIssued(decided, document) }]
    : [];
}

/** What was asked for before it came back. */
function Earlier({ requisition }: { requisition: RequisitionView }) {
  return (
    <EarlierVersions earlier={requisition.earlier} round={requisition.round}>
      {(version) => (
        <>
          <p className={classes.purpose}>{version.purpose}</p>
          {version.class ? <p>{version.class.name}</p> : null}
          {version.print ? <p>{printWords(version.print)}</p> : null}
          <ul className={classes.lines} aria-label={m.ui_version({ round: version.round })}>
            {version.lines.map(({ item, quantity }) => (
              <li key={item.id}>
                <span>{nameOf(item)}</span>
                <span className={classes.amount}>
                  {m.stores_amount({ quantity, unit: item.unit })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </EarlierVersions>
  );
}

interface InTimeProps {
  requisition: RequisitionView;
  onEnter: () => void;
}

/** Its last day is over: a keeper still enters what was collected before that, unless he asked for it himself. */
function InTime({ requisition, onEnter }: InTimeProps) {
  const { person, permissions } = useMe();
  const { state, collect_by: last, requester, allowed_actions: actions } = requisition;
  const isOver =
    state === 'expired' || (state === 'approved' && !actionState(actions, 'issue').allowed);
  const keeps = permissions.includes('stores.keep') && requester.id !== person.id;
  return isOver && keeps && last ? (
    <Button variant="default" onClick={onEnter}>
      {m.requisitions_in_time()}
    </Button>
  ) : null;
}

interface PrimaryProps {
  requisition: RequisitionView;
  onIssue: () => void;
}

function Primary({ requisition, onIssue }: PrimaryProps) {
  const { person } = useMe();
  const may = (action: string) => actionState(requisition.allowed_actions, action).allowed;
  if (may('issue')) {
    return <Button onClick={onIssue}>{m.requisitions_issue()}</Button>;
  }
  if (requisition.state === 'expired' && requisition.requester.id === person.id) {
    return (
      <LinkButton to="/requisitions/new" search={{ from: requisition.id }}>
        {m.requisitions_again()}
      </LinkButton>
    );
  }
  return may('resubmit') ? (
    <LinkButton to="/requisitions/$requisitionId/edit" params={{ requisitionId: requisition.id }}>
      {m.stores_edit()}
    </LinkButton>
  ) : null;
}

/** What stands beside it: its approval, and the document by which it was handed out. */
function Links({ requisition }: { requisition: RequisitionView }) {
  const { permissions } = useMe();
  const { approval_id: approvalId, document } = requisition;
  return (
    <>
      {approvalId && permissions.includes('approvals.view') ? (
        <LinkButton to="/approvals/$approvalId" params={{ approvalId }} variant="default">
          {m.requisitions_to_approval()}
        </LinkButton>
      ) : null}
      {document && permissions.includes('stores.view') ? (
        <LinkButton
          to="/stores/documents/$documentId"
          params={{ documentId: document.id }}
          variant="default"
        >
          {document.number}
        </LinkButton>
      ) : null}
    </>
  );
}
