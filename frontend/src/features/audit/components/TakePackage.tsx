import { Button } from '@mantine/core';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { IconDownload } from '@/ui/icons';
import { announce } from '@/ui/notices';
import classes from '../pages/AuditDeskPage.module.css';
import { takePackage } from '../queries';

/** Everything to take home on a stick, with a page that checks it there. */
export function TakePackage() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function take(): Promise<void> {
    setBusy(true);
    setRefusal(null);
    try {
      const file = await takePackage();
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = m.audit_package_name({ day: schoolDay() });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      announce(m.audit_package_taken(), link.download);
    } catch (error) {
      setRefusal(problemOf(error)?.detail ?? m.audit_export_broke());
    } finally {
      setBusy(false);
    }
  }
  return (
    <section aria-labelledby="package" className={classes.part}>
      <h2 id="package">{m.audit_package()}</h2>
      <p className={classes.text}>{m.audit_package_text()}</p>
      <div>
        <Button
          loading={busy}
          leftSection={<IconDownload size={18} aria-hidden />}
          onClick={() => void take()}
        >
          {m.audit_package_take()}
        </Button>
      </div>
      {busy ? <p role="status">{m.audit_package_busy()}</p> : null}
      {refusal ? (
        <p role="alert" className={classes.refusal}>
          {refusal}
        </p>
      ) : null}
    </section>
  );
}
