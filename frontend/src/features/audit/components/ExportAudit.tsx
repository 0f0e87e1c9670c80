import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/me';
import { problemOf } from '@/api/problem';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { IconDownload } from '@/ui/icons';
import { announce } from '@/ui/notices';
import { type AuditFilters, exportAudit } from '../queries';
import classes from './AuditFilterBar.module.css';

/** What the filters find, as a file for a spreadsheet. */
export function ExportAudit({ filters }: { filters: AuditFilters }) {
  const { school } = useMe();
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function save(): Promise<void> {
    setBusy(true);
    setRefusal(null);
    try {
      const file = await exportAudit(filters, school.time_zone);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = m.audit_export_name({ day: schoolDay() });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      announce(m.audit_exported(), link.download);
      await queryClient.invalidateQueries({ queryKey: ['audit', 'events'] });
    } catch (error) {
      setRefusal(problemOf(error)?.detail ?? m.audit_export_broke());
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Button
        variant="default"
        loading={busy}
        leftSection={<IconDownload size={18} aria-hidden />}
        onClick={() => void save()}
      >
        {m.audit_export()}
      </Button>
      {refusal ? (
        <p role="alert" className={classes.refusal}>
          {refusal}
        </p>
      ) : null}
    </>
  );
}
