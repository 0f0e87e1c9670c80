import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AttachmentView, SignedScan } from '@/api/schema';
import { pageAddress, type ScannedKind, scansQuery } from '@/api/signed-scans';
import { m } from '@/i18n/messages';
import { AttachedFiles, type FileAddress } from './AttachedFiles';
import { DateText } from './DateText';
import { ErrorState } from './ErrorState';
import { FileViewer } from './FileViewer';
import { Folded } from './Folded';
import { ScanDialog } from './ScanDialog';
import classes from './SignedScans.module.css';

interface Props {
  kind: ScannedKind;
  id: string;
  /** Of the record, or of the packet it is bound into. */
  title?: string;
}

/** The signed paper as it came back, and the way to bring it back: for every record that is printed. */
export function SignedScans({ kind, id, title }: Props) {
  const query = useQuery(scansQuery(kind, id));
  const [returning, setReturning] = useState<SignedScan | 'new' | null>(null);
  const [shown, setShown] = useState<AttachmentView | null>(null);
  const address: FileAddress = (page, size) => pageAddress(kind, id, page, size);
  if (query.error) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  const scans = query.data?.items ?? [];
  const standing = scans.filter((scan) => scan.replaced_because === null);
  const replaced = scans.filter((scan) => scan.replaced_because !== null);
  const mayReturn = query.data?.may_return ?? false;
  const list = (some: readonly SignedScan[], acts: boolean) =>
    some.map((scan) => (
      <Scan
        key={scan.id}
        scan={scan}
        address={address}
        onShow={setShown}
        onReplace={acts && mayReturn ? () => setReturning(scan) : undefined}
      />
    ));
  return (
    <section className={classes.scans} aria-labelledby={`scans-${id}`} data-screen-only>
      <h2 id={`scans-${id}`}>{title ?? m.papers_scans()}</h2>
      {query.data && standing.length === 0 ? (
        <p className={classes.quiet}>{m.papers_scans_none()}</p>
      ) : null}
      {list(standing, true)}
      {replaced.length > 0 ? (
        <Folded title={m.papers_replaced({ count: replaced.length })}>
          {list(replaced, false)}
        </Folded>
      ) : null}
      {mayReturn ? (
        <div>
          <Button variant="default" size="md" onClick={() => setReturning('new')}>
            {m.papers_return()}
          </Button>
        </div>
      ) : null}
      <ScanDialog
        kind={kind}
        id={id}
        replaces={returning === 'new' ? null : returning}
        open={returning !== null}
        onClose={() => setReturning(null)}
      />
      <FileViewer
        files={scans.flatMap(({ pages }) => pages)}
        address={address}
        shown={shown}
        onShow={setShown}
      />
    </section>
  );
}

interface ScanProps {
  scan: SignedScan;
  address: FileAddress;
  onShow: (page: AttachmentView) => void;
  onReplace?: () => void;
}

function Scan({ scan, address, onShow, onReplace }: ScanProps) {
  return (
    <article className={classes.scan}>
      <p className={classes.quiet}>
        {m.papers_returned_by({ name: scan.added_by.name, pages: scan.pages.length })}{' '}
        <DateText value={scan.added_at} hour />
      </p>
      {scan.replaced_because ? (
        <p>{m.papers_replaced_because({ reason: scan.replaced_because })}</p>
      ) : null}
      <AttachedFiles files={scan.pages} address={address} onShow={onShow} />
      {onReplace ? (
        <div>
          <Button variant="subtle" size="md" onClick={onReplace}>
            {m.papers_replace()}
          </Button>
        </div>
      ) : null}
    </article>
  );
}
