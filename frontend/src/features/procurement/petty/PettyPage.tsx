import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { useMe } from '@/api/me';
import type { AttachmentView, PettyPurchaseView } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { ApprovalSteps } from '@/ui/ApprovalSteps';
import { AttachedFiles, type FileAddress } from '@/ui/AttachedFiles';
import { DateText } from '@/ui/DateText';
import { Facts } from '@/ui/Facts';
import { FileViewer } from '@/ui/FileViewer';
import { IconPrinter } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { SignedScans } from '@/ui/SignedScans';
import { LinesTable } from '../components/LinesTable';
import { PURCHASES } from '../queries';
import { cancelPetty } from './acts';
import { EarlierPetty } from './EarlierPetty';
import { LateMark } from './LateMark';
import { PettyBadge } from './PettyBadge';
import classes from './PettyPage.module.css';
import { PettyPostDialog } from './PettyPostDialog';
import { pettyQuery, photoAddress } from './queries';
import { approvers, meetings } from './signatures';

/** What was bought, of whom, by whom: three names and the invoice. */
export function PettyPage({ pettyId }: { pettyId: string }) {
  const { data: petty } = useSuspenseQuery(pettyQuery(pettyId));
  const queryClient = useQueryClient();
  const [cancelling, setCancelling] = useState(false);
  const [entering, setEntering] = useState(false);
  const may = (action: string) => actionState(petty.allowed_actions, action).allowed;
  return (
    <>
      <PageHeader
        number={petty.number}
        title={petty.title}
        back={{ to: '/purchases/petty', label: m.petty_title() }}
        facts={
          <>
            <PettyBadge {...petty} /> <LateMark late={petty.late} />
          </>
        }
        actions={
          <>
            <PacketLink petty={petty} />
            <PrintLink petty={petty} />
          </>
        }
        primary={
          may('revise') ? (
            <LinkButton to="/purchases/petty/$pettyId/edit" params={{ pettyId }}>
              {m.purchases_edit()}
            </LinkButton>
          ) : may('post') ? (
            <Button onClick={() => setEntering(true)}>{m.petty_post()}</Button>
          ) : undefined
        }
      />
      {petty.reason ? (
        <p className={classes.reason}>{m.purchases_reason({ reason: petty.reason })}</p>
      ) : null}
      <div className={classes.columns}>
        <div className={classes.main}>
          <p className={classes.purpose}>{petty.purpose}</p>
          <div>
            <LinesTable content={petty} />
            <p className={classes.words}>{m.petty_in_words({ words: petty.total_in_words })}</p>
          </div>
          <Others petty={petty} />
          <Names petty={petty} />
          <Invoice petty={petty} />
          <SignedScans kind="petty-purchases" id={petty.id} />
          {may('cancel') ? (
            <div data-screen-only>
              <Button variant="default" onClick={() => setCancelling(true)}>
                {m.petty_cancel()}
              </Button>
            </div>
          ) : null}
          <Decisions petty={petty} />
          <EarlierPetty petty={petty} />
        </div>
        <aside className={classes.facts} aria-label={m.petty_facts()}>
          <PettyFacts petty={petty} />
        </aside>
      </div>
      <PettyPostDialog purchases={entering ? [petty] : []} onClose={() => setEntering(false)} />
      <ReasonDialog
        name={`purchases.petty.cancel.${petty.id}`}
        title={m.petty_cancel()}
        reasonLabel={m.petty_cancel_reason()}
        shown={PURCHASES}
        act={(reason, key) => cancelPetty(petty, reason, key)}
        onDone={(changed) => {
          queryClient.setQueryData(pettyQuery(changed.id).queryKey, changed);
          void queryClient.invalidateQueries({ queryKey: PURCHASES });
        }}
        open={cancelling}
        onClose={() => setCancelling(false)}
      />
    </>
  );
}

/** What is paid by: once it is approved, and for good. */
function PacketLink({ petty }: { petty: PettyPurchaseView }) {
  return petty.state === 'approved' || petty.state === 'posted' ? (
    <LinkButton
      to="/purchases/petty/$pettyId/claim-packet"
      params={{ pettyId: petty.id }}
      variant="default"
      leftSection={<IconPrinter size={18} aria-hidden />}
    >
      {m.papers_packet()}
    </LinkButton>
  ) : null;
}

function PrintLink({ petty }: { petty: PettyPurchaseView }) {
  return (
    <LinkButton
      to="/purchases/petty/$pettyId/print"
      params={{ pettyId: petty.id }}
      variant="default"
      leftSection={<IconPrinter size={18} aria-hidden />}
    >
      {m.petty_print()}
    </LinkButton>
  );
}

/** What else was bought of the same things, or of the same shop as if it were one purchase. */
function Others({ petty }: { petty: PettyPurchaseView }) {
  return (
    <>
      {petty.split_count > 0 ? (
        <p>
          {m.petty_splits({
            count: petty.split_count,
            amount: formatMoney(petty.judged_amount),
          })}
        </p>
      ) : null}
      {petty.in_pieces ? <p>{m.purchases_in_pieces()}</p> : null}
      {petty.shop_count > 0 ? (
        <p>
          {m.petty_same_shop({
            count: petty.shop_count,
            amount: formatMoney(petty.shop_amount),
          })}
        </p>
      ) : null}
    </>
  );
}

/** The three names of a receipt, each with what stands behind it. */
function Names({ petty }: { petty: PettyPurchaseView }) {
  const signed = approvers(petty);
  const met = meetings(petty);
  return (
    <dl className={classes.names}>
      <div>
        <dt>{m.petty_handler()}</dt>
        <dd>{petty.handler.name}</dd>
        <dd className={classes.at}>
          <DateText value={petty.recorded_at} hour />
        </dd>
      </div>
      <div>
        <dt>{m.petty_witness()}</dt>
        <dd>{petty.witness.name}</dd>
        <dd className={classes.at}>{m.petty_witness_told()}</dd>
      </div>
      <div>
        <dt>{m.petty_approver()}</dt>
        {signed.map(({ name, at }) => (
          <dd key={name}>
            {name}
            {at ? (
              <span className={classes.at}>
                <DateText value={at} hour />
              </span>
            ) : null}
          </dd>
        ))}
        {met.map(({ title, held_on }) => (
          <dd key={title}>
            {title}
            <span className={classes.at}>
              <DateText value={held_on} />
            </span>
          </dd>
        ))}
        {signed.length + met.length === 0 ? (
          <dd className={classes.at}>{m.approvals_not_signed()}</dd>
        ) : null}
      </div>
    </dl>
  );
}

function Invoice({ petty }: { petty: PettyPurchaseView }) {
  const [shown, setShown] = useState<AttachmentView | null>(null);
  const address: FileAddress = (id, size) => photoAddress(petty.id, id, size);
  return (
    <section className={classes.invoice} aria-labelledby="invoice">
      <h2 id="invoice">{m.petty_section_photo()}</h2>
      <AttachedFiles files={petty.attachments} address={address} onShow={setShown} />
      <FileViewer files={petty.attachments} address={address} shown={shown} onShow={setShown} />
    </section>
  );
}

function Decisions({ petty }: { petty: PettyPurchaseView }) {
  const { permissions } = useMe();
  const approval = permissions.includes('approvals.view') ? (petty.approval_id ?? null) : null;
  return petty.steps.length > 0 ? (
    <section aria-labelledby="steps">
      <h2 id="steps">{m.approvals_steps()}</h2>
      <ApprovalSteps steps={petty.steps} approvalId={approval} />
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

function PettyFacts({ petty }: { petty: PettyPurchaseView }) {
  const { repair_case: repair, posting } = petty;
  return (
    <Facts
      items={[
        { label: m.petty_shop(), value: petty.shop },
        { label: m.petty_bought_on(), value: <DateText value={petty.bought_on} /> },
        { label: m.petty_invoice(), value: petty.invoice_no ?? m.petty_receipt_only() },
        { label: m.purchases_fund(), value: petty.fund_title },
        ...(repair
          ? [
              {
                label: m.petty_repair(),
                value: (
                  <Link
                    to="/repairs/$caseId"
                    params={{ caseId: repair.id }}
                    className={classes.link}
                  >
                    {repair.number}
                  </Link>
                ),
              },
            ]
          : []),
        ...(posting
          ? [
              { label: m.receipts_mode(), value: posting.mode_text },
              { label: m.receipts_voucher(), value: posting.voucher_no },
              { label: m.receipts_posted_on(), value: <DateText value={posting.posted_on} /> },
              ...(posting.submitted_on
                ? [
                    {
                      label: m.receipts_submitted_on(),
                      value: <DateText value={posting.submitted_on} />,
                    },
                  ]
                : []),
              { label: m.receipts_posted_by(), value: posting.by.name },
            ]
          : []),
      ]}
    />
  );
}
