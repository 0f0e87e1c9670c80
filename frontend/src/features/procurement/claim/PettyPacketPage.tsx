import { useSuspenseQuery } from '@tanstack/react-query';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import { PrintSheet } from '@/ui/PrintSheet';
import { SignedScans } from '@/ui/SignedScans';
import { PettyBadge } from '../petty/PettyBadge';
import { PettyPaper } from '../petty/PettyPrintPage';
import { pettyQuery, photoAddress } from '../petty/queries';
import classes from './ClaimPacket.module.css';
import { useWaiting } from './drawn';
import { Enclosed } from './Enclosed';
import { Known, Part } from './parts';

/** The packet of a petty purchase: its slip and its invoices in one print; signed, it comes back here. */
export function PettyPacketPage({ pettyId }: { pettyId: string }) {
  const { data: petty } = useSuspenseQuery(pettyQuery(pettyId));
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{ to: '/purchases/petty/$pettyId', params: { pettyId }, label: petty.title }}
          number={petty.number}
          title={m.papers_packet()}
          facts={<PettyBadge {...petty} />}
        />
        <div className={classes.scans}>
          <SignedScans kind="petty-purchases" id={petty.id} title={m.papers_packet_scans()} />
        </div>
      </div>
      <PrintSheet kind="form" waiting={useWaiting()}>
        <PettyPaper petty={petty} />
        <Part title={m.papers_invoices()} number={petty.number}>
          <Known
            items={[
              { label: m.petty_shop(), value: petty.shop },
              { label: m.petty_invoice(), value: petty.invoice_no ?? m.petty_receipt_only() },
              { label: m.purchases_total(), value: formatMoney(petty.total) },
            ]}
          />
          <Enclosed
            enclosures={petty.attachments.map((file) => ({
              file,
              address: (one, size) => photoAddress(petty.id, one, size),
            }))}
          />
        </Part>
      </PrintSheet>
    </>
  );
}
