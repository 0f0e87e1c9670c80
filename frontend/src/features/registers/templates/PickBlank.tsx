import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { problemOf } from '@/api/problem';
import { upload } from '@/api/uploads';
import { m } from '@/i18n/messages';
import { uuid } from '@/offline/uuid';
import { IconPlus } from '@/ui/icons';
import type { Blank } from './queries';
import classes from './Templates.module.css';

/** The bureau's blank workbook, sent as it is; the server reads it. */
export function PickBlank({ onSent }: { onSent: (blank: Blank) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function send(file: File): Promise<void> {
    setSending(file.name);
    setTrouble(null);
    try {
      const sent = await upload(file, file.name, uuid());
      onSent({ uploadId: sent.id, name: file.name.replace(/\.[^.]+$/, '') });
    } catch (error) {
      setTrouble(problemOf(error)?.detail ?? m.files_no_answer());
    } finally {
      setSending(null);
    }
  }

  return (
    <div className={classes.pick}>
      <Button
        variant="default"
        leftSection={<IconPlus size={18} aria-hidden />}
        loading={sending !== null}
        onClick={() => picker.current?.click()}
      >
        {m.templates_add()}
      </Button>
      <input
        ref={picker}
        hidden
        type="file"
        accept=".xlsx,.xls"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file, corrected, may be chosen again.
          event.target.value = '';
          if (file) {
            void send(file);
          }
        }}
      />
      {sending ? <p role="status">{m.templates_sending({ name: sending })}</p> : null}
      {trouble ? (
        <p role="alert" className={classes.bad}>
          {m.templates_failed()} {trouble}
        </p>
      ) : null}
    </div>
  );
}
