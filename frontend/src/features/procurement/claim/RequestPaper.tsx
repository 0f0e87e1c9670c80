import type { PurchaseRequestView } from '@/api/schema';
import { formatExact, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from '@/ui/Paper.module.css';
import { Signature, Signatures } from '@/ui/Signature';
import { MeetingPaper } from '../components/MeetingPaper';
import { approvers, meetings } from '../petty/signatures';
import { LinesPaper } from './LinesPaper';
import { EmergencyNote } from './Notes';
import { Known, Part } from './parts';
import { stillToSign } from './signers';

interface Props {
  request: PurchaseRequestView;
  /** On a sheet of its own: nothing stands before it. */
  alone?: boolean;
}

/** 采购申请单 with the names and times of its approvals: in the packet, and alone. */
export function RequestPaper({ request, alone }: Props) {
  const { content } = request;
  return (
    <Part first={alone} title={m.papers_request()} number={request.number}>
      <Known
        items={[
          { label: m.purchases_purpose(), value: content.purpose },
          { label: m.purchases_fund(), value: content.fund_title },
          {
            label: m.purchases_needed_by(),
            value: content.needed_by ? formatExact(content.needed_by) : m.ui_none(),
          },
          ...(content.reuse ? [{ label: m.purchases_reuse(), value: content.reuse }] : []),
        ]}
      />
      <LinesPaper
        lines={content.lines.map((line) => ({
          ...line,
          quantity: m.purchases_quantity({ quantity: line.quantity, unit: line.unit }),
        }))}
        total={formatMoney(request.total)}
        words={request.total_in_words}
      />
      <EmergencyNote emergency={request.emergency_follow_up} />
      {meetings(request).map((met) => (
        <MeetingPaper key={met.title} met={met} />
      ))}
      <Signatures>
        <Signature
          label={m.purchases_requester()}
          signed={[{ name: request.requester.name, at: request.submitted_at ?? null }]}
        />
        <Approvers request={request} />
      </Signatures>
      <p className={paper.label}>
        {request.state_text}
        {request.reason ? ` ${m.purchases_reason({ reason: request.reason })}` : null}
      </p>
    </Part>
  );
}

/** A line for each who still has to sign; once it is decided, who approved it. */
function Approvers({ request }: { request: PurchaseRequestView }) {
  const signers = stillToSign(request);
  return signers ? (
    signers.map((signer) => <Signature key={signer.label} {...signer} />)
  ) : (
    <Signature label={m.petty_approver()} signed={approvers(request)} />
  );
}
