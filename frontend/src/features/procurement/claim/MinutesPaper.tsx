import { useMe } from '@/api/me';
import type { AttachmentView, PurchaseRequestView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { FileAddress } from '@/ui/AttachedFiles';
import { minutesAddress } from '@/ui/minutes-address';
import { minutesOf } from '../petty/signatures';
import classes from './ClaimPacket.module.css';
import { Enclosed } from './Enclosed';
import { Part } from './parts';

/** 会议纪要, page by page; a PDF with all its pages. */
export function MinutesPaper({ request }: { request: PurchaseRequestView }) {
  const { permissions } = useMe();
  const pages = minutesOf(request);
  const { approval_id: approval, number } = request;
  if (pages.length === 0) {
    return null;
  }
  if (!approval || !permissions.includes('approvals.view')) {
    return (
      <Part title={m.papers_minutes()} number={number}>
        <p>{m.papers_not_readable()}</p>
      </Part>
    );
  }
  const address = minutesAddress(approval);
  return (
    <>
      {pages.map((page, index) => (
        <Part key={page.id} title={m.papers_minutes()} number={number}>
          <MinutesPage page={page} at={index + 1} address={address} />
        </Part>
      ))}
    </>
  );
}

interface PageProps {
  page: AttachmentView;
  at: number;
  address: FileAddress;
}

function MinutesPage({ page, at, address }: PageProps) {
  return page.kind === 'photo' ? (
    <img
      className={classes.minutes}
      src={address(page.id, 1600)}
      alt={m.papers_minutes_page({ page: at })}
    />
  ) : (
    <Enclosed enclosures={[{ file: page, address }]} />
  );
}
