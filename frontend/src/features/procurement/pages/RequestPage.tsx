import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { useMe } from '@/api/me';
import type { PurchaseRequestView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ApprovalSteps } from '@/ui/ApprovalSteps';
import { DateText } from '@/ui/DateText';
import { EarlierVersions } from '@/ui/EarlierVersions';
import { Facts } from '@/ui/Facts';
import { FormAlert } from '@/ui/FormAlert';
import { IconPrinter } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { SignedScans } from '@/ui/SignedScans';
import { type Ending, endRequest, refreshRequests, useOneTap } from '../acts';
import { BudgetLeft } from '../budgets/BudgetLeft';
import { Judgement } from '../components/Judgement';
import { LinesTable } from '../components/LinesTable';
import { RequestBadge } from '../components/RequestBadge';
import { EmergencyBanner } from '../emergency/EmergencyBanner';
import { useEmergency } from '../emergency/use-emergency';
import { OrdersOfRequest } from '../orders/OrdersOfRequest';
import { useNextOrder } from '../orders/use-next-order';
import { PURCHASES, requestQuery } from '../queries';
import { QuotesOfRequest } from '../quotes/QuotesOfRequest';
import classes from './RequestPage.module.css';

export function RequestPage({ requestId }: { requestId: string }) {
  const { data: request } = useSuspenseQuery(requestQuery(requestId));
  const [ending, setEnding] = useState<Ending | null>(null);
  const { tap, sending, trouble } = useOneTap(request);
  const next = useNextOrder(request);
  const may = (action: string) => actionState(request.allowed_actions, action).allowed;
  const emergency = useEmergency(request);
  const { content } = request;
  return (
    <>
      <PageHeader
        number={request.number}
        title={request.title}
        back={{ to: '/purchases', label: m.purchases_title() }}
        facts={<RequestBadge {...request} />}
        actions={<Papers request={request} />}
        primary={
          may('submit') ? (
            <Button
              loading={sending === 'submit'}
              disabled={request.judgement === null}
              onClick={() => emergency.ask((said) => void tap('submit', said))}
            >
              {m.purchases_submit()}
            </Button>
          ) : next.kind === 'order' ? (
            <LinkButton to="/purchase-orders/new" search={{ request: request.id }}>
              {m.orders_new()}
            </LinkButton>
          ) : undefined
        }
      />
      {trouble ? (
        <FormAlert notice={trouble.kind === 'refused' ? { ...trouble, rest: [] } : trouble} />
      ) : null}
      {request.reason ? (
        <p className={classes.reason}>{m.purchases_reason({ reason: request.reason })}</p>
      ) : null}
      {request.emergency_follow_up ? (
        <EmergencyBanner emergency={request.emergency_follow_up} />
      ) : null}
      <div className={classes.columns}>
        <div className={classes.main}>
          <p className={classes.purpose}>{content.purpose}</p>
          <LinesTable content={content} />
          {may('submit') ? emergency.field : null}
          <Acts
            request={request}
            busy={sending === 'withdraw'}
            onWithdraw={() => void tap('withdraw')}
            onEnd={setEnding}
          />
          <Judgement request={request} />
          <QuotesOfRequest request={request} />
          <OrdersOfRequest request={request} />
          <Signatures request={request} />
          <Signed request={request} />
          <EarlierVersions earlier={request.earlier} round={request.round}>
            {(version) => (
              <>
                <p className={classes.purpose}>{version.content.purpose}</p>
                <LinesTable content={version.content} />
              </>
            )}
          </EarlierVersions>
        </div>
        <aside className={classes.facts} aria-label={m.purchases_facts()}>
          <RequestFacts request={request} />
        </aside>
      </div>
      <EndDialog request={request} ending={ending} onClose={() => setEnding(null)} />
    </>
  );
}

interface EndProps {
  request: PurchaseRequestView;
  ending: Ending | null;
  onClose: () => void;
}

/** Whether something of it was bought: of the others there is no rest, and to close them is to cancel them. */
const hasRest = ({ ordered }: PurchaseRequestView): boolean => ordered !== 'nothing';

/** Nothing of it is bought, or the rest is not: with the reason. */
function EndDialog({ request, ending, onClose }: EndProps) {
  const queryClient = useQueryClient();
  const rest = ending === 'close' && hasRest(request);
  return (
    <ReasonDialog
      name={`purchases.${ending ?? 'cancel'}.${request.id}`}
      title={rest ? m.purchases_close() : m.purchases_cancel()}
      text={rest ? m.purchases_close_text() : undefined}
      reasonLabel={rest ? m.purchases_close_reason() : m.purchases_cancel_reason()}
      shown={PURCHASES}
      act={(reason, key) => endRequest(ending ?? 'cancel', request, reason, key)}
      onDone={(changed) => refreshRequests(queryClient, changed)}
      open={ending !== null}
      onClose={onClose}
    />
  );
}

/** The request can be printed at any time; the packet once there is something to claim, or soon will be: also of what was bought and then refused. */
function Papers({ request }: { request: PurchaseRequestView }) {
  const params = { requestId: request.id };
  return (
    <>
      <LinkButton
        to="/purchases/$requestId/print"
        params={params}
        variant="default"
        leftSection={<IconPrinter size={18} aria-hidden />}
      >
        {m.purchases_print()}
      </LinkButton>
      {request.state === 'approved' || request.ordered !== 'nothing' ? (
        <LinkButton
          to="/purchases/$requestId/claim-packet"
          params={params}
          variant="default"
          leftSection={<IconPrinter size={18} aria-hidden />}
        >
          {m.papers_packet()}
        </LinkButton>
      ) : null}
    </>
  );
}

/** What is signed of a draft is signed before anybody was asked: nothing of it comes back. */
function Signed({ request }: { request: PurchaseRequestView }) {
  return request.state === 'draft' ? null : (
    <SignedScans kind="purchase-requests" id={request.id} />
  );
}

function Acts(props: {
  request: PurchaseRequestView;
  busy: boolean;
  onWithdraw: () => void;
  onEnd: (ending: Ending) => void;
}) {
  const { request, busy, onWithdraw, onEnd } = props;
  const may = (action: string) => actionState(request.allowed_actions, action).allowed;
  // Where both may be taken of what nobody bought, they are one: to cancel it.
  const closes = may('close') && (hasRest(request) || !may('cancel'));
  return (
    <div className={classes.acts} data-screen-only>
      {may('revise') ? (
        <LinkButton
          to="/purchases/$requestId/edit"
          params={{ requestId: request.id }}
          variant="default"
        >
          {m.purchases_edit()}
        </LinkButton>
      ) : null}
      {may('withdraw') ? (
        <Button variant="default" loading={busy} onClick={onWithdraw}>
          {m.purchases_withdraw()}
        </Button>
      ) : null}
      {may('cancel') ? (
        <Button variant="default" onClick={() => onEnd('cancel')}>
          {m.purchases_cancel()}
        </Button>
      ) : null}
      {closes ? (
        <Button variant="default" onClick={() => onEnd('close')}>
          {hasRest(request) ? m.purchases_close() : m.purchases_cancel()}
        </Button>
      ) : null}
    </div>
  );
}

function Signatures({ request }: { request: PurchaseRequestView }) {
  const { permissions } = useMe();
  const approval = permissions.includes('approvals.view') ? (request.approval_id ?? null) : null;
  return request.steps.length > 0 ? (
    <section aria-labelledby="steps">
      <h2 id="steps">{m.approvals_steps()}</h2>
      <ApprovalSteps steps={request.steps} approvalId={approval} />
      {approval ? (
        <Link
          to="/approvals/$approvalId"
          params={{ approvalId: approval }}
          className={classes.link}
        >
          {m.purchases_to_approval()}
        </Link>
      ) : null}
    </section>
  ) : null;
}

function RequestFacts({ request }: { request: PurchaseRequestView }) {
  const { content, submitted_at: submitted, closed_at: closed } = request;
  return (
    <Facts
      items={[
        { label: m.purchases_requester(), value: request.requester.name },
        { label: m.purchases_fund(), value: content.fund_title },
        ...(request.budget
          ? [
              {
                label: m.budgets_left_of(),
                value: (
                  <BudgetLeft
                    budget={request.budget}
                    counted={request.state === 'approved' || request.state === 'closed'}
                  />
                ),
              },
            ]
          : []),
        {
          label: m.purchases_needed_by(),
          value: content.needed_by ? <DateText value={content.needed_by} /> : null,
        },
        {
          label: m.purchases_submitted(),
          value: submitted ? <DateText value={submitted} hour /> : null,
        },
        ...(closed
          ? [{ label: m.purchases_closed_at(), value: <DateText value={closed} hour /> }]
          : []),
        ...(content.reuse ? [{ label: m.purchases_reuse(), value: content.reuse }] : []),
      ]}
    />
  );
}
