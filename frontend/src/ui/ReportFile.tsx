import { Button } from '@mantine/core';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { m } from '@/i18n/messages';
import { IconDownload } from './icons';
import { announce } from './notices';
import classes from './ReportFile.module.css';

interface Props {
  /** Under which the browser saves it, without its ending. */
  name: string;
  /** A workbook, unless another one is said, with the words of its button. */
  ending?: 'docx';
  label?: string;
  make: () => Promise<Blob>;
}

/** A report as a file: what is shown, to add up and to sort, or to go on writing in. */
export function ReportFile({ name, ending, label, make }: Props) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function save(): Promise<void> {
    setBusy(true);
    setRefusal(null);
    try {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await make());
      link.download = `${name}.${ending ?? 'xlsx'}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      announce(m.ui_report_saved(), link.download);
    } catch (error) {
      setRefusal(problemOf(error)?.detail ?? m.ui_report_broke());
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className={classes.report} data-screen-only>
      <Button
        variant="default"
        size="md"
        loading={busy}
        leftSection={<IconDownload size={18} aria-hidden />}
        onClick={() => void save()}
      >
        {label ?? m.ui_report_file()}
      </Button>
      {refusal ? (
        <p role="alert" className={classes.refusal}>
          {refusal}
        </p>
      ) : null}
    </div>
  );
}
