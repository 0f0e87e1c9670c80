import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useMe, usePermission } from '@/api/me';
import type { LedgerExportBody, LedgerExportView } from '@/api/schema';
import { formatExact, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { Facts } from '@/ui/Facts';
import { FormAlert } from '@/ui/FormAlert';
import { IconDownload } from '@/ui/icons';
import { SubmitBar } from '@/ui/SubmitBar';
import { exportLedger } from '../acts';
import { EXPORTS } from '../queries';
import classes from './Reports.module.css';

interface Props {
  /** What is exported, as it is shown. */
  wanted: LedgerExportBody;
  /** What the button says, where there are two. */
  label?: string;
}

/** The ledger as evidence: data, workbook and manifest in one archive. */
export function ExportButton({ wanted, label = m.reports_export() }: Props) {
  const [open, setOpen] = useState(false);
  return usePermission('ledgers.export') ? (
    <>
      <Button
        variant="default"
        size="md"
        leftSection={<IconDownload size={18} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <Dialog title={label} open={open} onClose={() => setOpen(false)}>
        <ExportForm wanted={wanted} />
      </Dialog>
    </>
  ) : null;
}

function ExportForm({ wanted }: Pick<Props, 'wanted'>) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const [made, setMade] = useState<LedgerExportView | null>(null);
  // Whoever closes the window does not want the file: the server notices and stops.
  const leaving = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    return () => controller.abort();
  }, []);
  const submission = useSubmission({
    name: 'reports.export',
    owner: person.id,
    initialValues: {},
    send: (_, key) => exportLedger(wanted, key, leaving.current.signal),
    onAccepted: (view: LedgerExportView) => {
      setMade(view);
      void queryClient.invalidateQueries({ queryKey: EXPORTS });
    },
  });
  return made ? (
    <div className={classes.form}>
      <p role="status">{m.reports_export_done()}</p>
      <ExportFacts made={made} />
      <SubmitBar>
        <DownloadButton made={made} />
      </SubmitBar>
    </div>
  ) : (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p>{m.reports_export_text()}</p>
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.reports_export_make()}
        </Button>
      </SubmitBar>
    </form>
  );
}

/** To the archive, for its maker, while it is there. */
export function DownloadButton({ made }: { made: LedgerExportView }) {
  return made.available ? (
    <Button component="a" href={`/api/v1/ledger-exports/${made.id}/content`} download>
      {m.reports_export_file()}
    </Button>
  ) : null;
}

/** What an export holds, as its manifest says. */
export function ExportFacts({ made }: { made: LedgerExportView }) {
  return (
    <Facts
      items={[
        {
          label: m.reports_period(),
          value: m.reports_between({
            from: formatExact(made.from),
            to: formatExact(made.as_of),
          }),
        },
        { label: m.reports_basis(), value: made.basis_text },
        { label: m.reports_rows(), value: formatNumber(made.rows) },
        {
          label: m.reports_hash(),
          value: <span className={classes.hash}>{made.data_sha256}</span>,
        },
        { label: m.reports_made_by(), value: made.exported_by?.name },
        { label: m.reports_made_at(), value: formatExact(made.exported_at) },
      ]}
    />
  );
}
