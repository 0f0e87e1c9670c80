import type { ClaimPacket, PurchaseRequestView } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from '@/ui/Paper.module.css';
import { Signature, Signatures } from '@/ui/Signature';
import classes from './ClaimPacket.module.css';
import { contents } from './contents';
import { ByHand } from './Enclosed';
import type { Enclosure } from './enclosures';
import { Known, Part } from './parts';

interface Props {
  packet: ClaimPacket;
  request: PurchaseRequestView;
  /** The files among its papers. */
  enclosures: readonly Enclosure[];
  /** Whether the reader sees this document of the stores. */
  seesStock: (id: string) => boolean;
}

/** What is bound behind it, what it comes to, what is still missing; lines for the ink. */
export function Cover({ packet, request, enclosures, seesStock }: Props) {
  return (
    <Part first title={m.papers_packet()} number={request.number}>
      <Known
        items={[
          { label: m.purchases_what(), value: request.title },
          { label: m.purchases_purpose(), value: request.content.purpose },
          { label: m.purchases_requester(), value: request.requester.name },
          { label: m.purchases_fund(), value: request.content.fund_title },
          { label: m.papers_requested(), value: formatMoney(packet.requested) },
          {
            label: m.papers_received(),
            value: `${formatMoney(packet.received)} ${m.papers_in_words({ words: packet.received_in_words })}`,
          },
        ]}
      />
      <Contents packet={packet} request={request} seesStock={seesStock} />
      <div>
        <p>{m.papers_missing()}</p>
        {packet.missing.length === 0 ? (
          <p>{m.papers_complete()}</p>
        ) : (
          <ul className={classes.lacks}>
            {packet.missing.map((one) => (
              <li key={one.text}>{one.text}</li>
            ))}
          </ul>
        )}
      </div>
      <ByHand enclosures={enclosures} />
      <Signatures>
        <Signature label={m.papers_handled_by()} signed={[]} />
        <Signature label={m.papers_checked_by()} signed={[]} />
        <Signature label={packet.last_signer_title} signed={[]} />
      </Signatures>
      <div className={classes.seal}>
        <p>{m.papers_stamp()}</p>
        <p>{m.papers_received_by()}</p>
      </div>
    </Part>
  );
}

function Contents({ packet, request, seesStock }: Omit<Props, 'enclosures'>) {
  return (
    <table className={paper.table}>
      <caption>{m.papers_contents()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.papers_part()}</th>
          <th scope="col">{m.papers_pages_from()}</th>
          <th scope="col" className={paper.amount}>
            {m.purchases_line_amount()}
          </th>
        </tr>
      </thead>
      <tbody>
        {contents(packet, request, seesStock).map(({ key, name, number, amount }) => (
          <tr key={key}>
            <td>{name}</td>
            <td className={paper.whole}>{number}</td>
            <td className={paper.amount}>{amount ? formatMoney(amount) : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
