import type { ClaimPacket, PurchaseRequestView } from '@/api/schema';
import { formatExact, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from '@/ui/Paper.module.css';
import { Signature, Signatures } from '@/ui/Signature';
import { MeetingPaper } from '../components/MeetingPaper';
import { approvers, meetings } from '../petty/signatures';
import { LinesPaper } from './LinesPaper';
import { EmergencyNote } from './Notes';
import { Known, Part } from './parts';

interface Props {
  packet: ClaimPacket;
  request: PurchaseRequestView;
}

/** 采购申请单 with the names and times of its approvals. */
export function RequestPaper({ packet, request }: Props) {
  const { content } = request;
  return (
    <Part title={m.papers_request()} number={request.number}>
      <Known
        items={[
          { label: m.purchases_purpose(), value: content.purpose },
          { label: m.purchases_fund(), value: content.fund_title },
          {
            label: m.purchases_needed_by(),
            value: content.needed_by ? formatExact(content.needed_by) : m.ui_none(),
          },
        ]}
      />
      <LinesPaper
        lines={content.lines.map((line) => ({
          ...line,
          quantity: m.purchases_quantity({ quantity: line.quantity, unit: line.unit }),
        }))}
        total={formatMoney(packet.requested)}
        words={packet.requested_in_words}
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
        <Signature label={m.petty_approver()} signed={approvers(request)} />
      </Signatures>
      <p className={paper.label}>{request.state_text}</p>
    </Part>
  );
}
