import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { useMe } from '@/api/me';
import type { StockDistribution } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ApprovalSteps } from '@/ui/ApprovalSteps';
import { DateText } from '@/ui/DateText';
import { Dialog } from '@/ui/Dialog';
import { EarlierVersions } from '@/ui/EarlierVersions';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { StatusBadge } from '@/ui/StatusBadge';
import { cancelDistribution, keepDistribution } from '../acts';
import { DistributionIssueForm } from '../components/DistributionIssueForm';
import { DistributionSheets } from '../components/DistributionSheets';
import { PlanMatrix, PlanTable } from '../components/PlanTable';
import { distributionQuery, STORES } from '../queries';
import { STATE_TONES } from '../words';
import classes from './ItemPage.module.css';

/** What classes are to get, who decides, and how far it came; its sheets once it was handed out. */
export function DistributionRecordPage({ distributionId }: { distributionId: string }) {
  const { data: one } = useSuspenseQuery(distributionQuery(distributionId));
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'issue' | 'cancel' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <div data-screen-only>
        <PageHeader
          number={one.number}
          title={one.purpose}
          back={{
            to: '/stores/$storeId',
            params: { storeId: one.store.id },
            label: one.store.name,
          }}
          facts={
            <>
              <StatusBadge tone={STATE_TONES[one.state]}>{one.state_text}</StatusBadge>
              <span>{m.stores_drawn_up_by({ name: one.made_by.name })}</span>
              <DateText value={one.submitted_at} hour />
            </>
          }
          primary={<Primary one={one} onIssue={() => setOpen('issue')} />}
          actions={<Acts one={one} onCancel={() => setOpen('cancel')} />}
        />
        {one.reason ? (
          <p className={classes.reason}>{m.requisitions_reason({ reason: one.reason })}</p>
        ) : null}
      </div>
      {one.state === 'issued' ? (
        <DistributionSheets distribution={one} />
      ) : (
        <PlanTable distribution={one} />
      )}
      {one.steps.length > 0 ? (
        <section aria-labelledby="steps" className={classes.steps} data-screen-only>
          <h2 id="steps">{m.approvals_steps()}</h2>
          <ApprovalSteps steps={one.steps} />
        </section>
      ) : null}
      <div className={classes.steps} data-screen-only>
        <EarlierVersions earlier={one.earlier} round={one.round}>
          {(version) => (
            <>
              <p className={classes.purpose}>{version.purpose}</p>
              <p>{version.store_name}</p>
              <PlanMatrix plan={version} label={m.ui_version({ round: version.round })} />
            </>
          )}
        </EarlierVersions>
      </div>
      <Dialog title={m.stores_distribute()} open={open === 'issue'} onClose={close}>
        <DistributionIssueForm distribution={one} onDone={close} />
      </Dialog>
      <ReasonDialog
        name={`stores.distribution.cancel.${one.id}`}
        title={m.stores_call_off()}
        reasonLabel={m.requisitions_cancel_reason()}
        shown={STORES}
        act={(reason, key) => cancelDistribution(one, reason, key)}
        onDone={(changed) => void keepDistribution(queryClient, changed)}
        open={open === 'cancel'}
        onClose={close}
      />
    </>
  );
}

/** Whether the caller may take a step now. */
const may = (one: StockDistribution, action: string): boolean =>
  actionState(one.allowed_actions, action).allowed;

function Primary({ one, onIssue }: { one: StockDistribution; onIssue: () => void }) {
  if (may(one, 'issue')) {
    return <Button onClick={onIssue}>{m.stores_distribute()}</Button>;
  }
  return may(one, 'resubmit') ? (
    <LinkButton to="/stores/distributions/$distributionId/edit" params={{ distributionId: one.id }}>
      {m.stores_edit()}
    </LinkButton>
  ) : null;
}

function Acts({ one, onCancel }: { one: StockDistribution; onCancel: () => void }) {
  const { permissions } = useMe();
  const { approval_id: approvalId } = one;
  return (
    <>
      {approvalId && permissions.includes('approvals.view') ? (
        <LinkButton to="/approvals/$approvalId" params={{ approvalId }} variant="default">
          {m.requisitions_to_approval()}
        </LinkButton>
      ) : null}
      {may(one, 'cancel') ? (
        <Button variant="default" onClick={onCancel}>
          {m.stores_call_off()}
        </Button>
      ) : null}
    </>
  );
}
