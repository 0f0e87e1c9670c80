import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import type { ApprovalView } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { ApprovalSteps } from '@/ui/ApprovalSteps';
import { DateText } from '@/ui/DateText';
import { Dialog } from '@/ui/Dialog';
import { Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { PageHeader } from '@/ui/PageHeader';
import { StatusBadge } from '@/ui/StatusBadge';
import { WarningBox } from '@/ui/WarningBox';
import { type Act, refreshApprovals } from '../acts';
import { ApprovalBackground } from '../components/ApprovalBackground';
import { DecisionForm } from '../components/DecisionForm';
import { RevisedBox } from '../components/RevisedBox';
import { approvalQuery } from '../queries';
import { ACT_WORDS, STATE_TONES } from '../words';
import classes from './ApprovalPage.module.css';

/** What, who, why, how much; then one button with the amount on it. */
export function ApprovalPage({ approvalId }: { approvalId: string }) {
  const { data: approval } = useSuspenseQuery(approvalQuery(approvalId));
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<Act | null>(null);
  const may = (act: Act) => actionState(approval.allowed_actions, act).allowed;
  const { brief } = approval;
  const refused = actionState(approval.allowed_actions, 'approve').reason;
  return (
    <>
      <PageHeader
        number={approval.number}
        title={approval.title}
        back={{ to: '/approvals', label: m.approvals_title() }}
        facts={
          <>
            <StatusBadge tone={STATE_TONES[approval.state]}>{approval.state_text}</StatusBadge>{' '}
            {approval.requester.name}
          </>
        }
        primary={
          may('approve') ? (
            <Button onClick={() => setAsking('approve')}>
              {approval.amount
                ? m.approvals_approve_amount({ amount: formatMoney(approval.amount) })
                : m.approvals_approve()}
            </Button>
          ) : undefined
        }
      />
      <div className={classes.columns}>
        <div className={classes.main}>
          {brief.warnings.length > 0 ? (
            <WarningBox title={m.approvals_look()} text={brief.warnings} />
          ) : null}
          {brief.revised ? <RevisedBox revised={brief.revised} link={brief.link} /> : null}
          <p className={classes.purpose}>{brief.purpose}</p>
          <ul className={classes.lines}>
            {brief.lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id and do not move
              <li key={index} className={classes.line}>
                <span>
                  {line.name}
                  {line.detail ? <span className={classes.detail}>{line.detail}</span> : null}
                  <span className={classes.detail}>{line.quantity}</span>
                </span>
                {line.amount ? <Money amount={line.amount} /> : null}
              </li>
            ))}
          </ul>
          {refused ? <p className={classes.refused}>{refused}</p> : null}
          <div className={classes.acts} data-screen-only>
            {(['return', 'reject'] as const).filter(may).map((act) => (
              <Button key={act} variant="default" onClick={() => setAsking(act)}>
                {ACT_WORDS[act]()}
              </Button>
            ))}
          </div>
          <ApprovalBackground approvalId={approval.id} open={approval.state === 'deciding'} />
          <section aria-labelledby="steps">
            <h2 id="steps">{m.approvals_steps()}</h2>
            <ApprovalSteps steps={approval.steps} approvalId={approval.id} />
          </section>
        </div>
        <aside className={classes.facts} aria-label={m.approvals_facts()}>
          <ApprovalFacts approval={approval} />
        </aside>
      </div>
      <Dialog
        title={
          asking ? m.approvals_dialog({ act: ACT_WORDS[asking](), title: approval.title }) : ''
        }
        open={asking !== null}
        onClose={() => setAsking(null)}
      >
        {asking ? (
          <DecisionForm
            approval={approval}
            act={asking}
            onDone={() => {
              setAsking(null);
              void refreshApprovals(queryClient);
            }}
          />
        ) : null}
      </Dialog>
    </>
  );
}

function ApprovalFacts({ approval }: { approval: ApprovalView }) {
  const { brief } = approval;
  return (
    <Facts
      items={[
        { label: m.approvals_requester(), value: approval.requester.name },
        {
          label: m.approvals_amount(),
          value: approval.amount ? <Money amount={approval.amount} /> : null,
        },
        { label: m.approvals_asked(), value: <DateText value={approval.asked_at} hour /> },
        ...brief.notes.map((note) => ({ label: note.label, value: note.text })),
        {
          label: m.approvals_record(),
          value: (
            <Link to={brief.link} className={classes.link}>
              {approval.number}
            </Link>
          ),
        },
      ]}
    />
  );
}
