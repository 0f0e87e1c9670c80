import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { problemOf } from '@/api/problem';
import { upload } from '@/api/uploads';
import { m } from '@/i18n/messages';
import { uuid } from '@/offline/uuid';
import { TextArea } from '@/ui/TextArea';
import classes from './ImportWizard.module.css';
import type { Ledger } from './queries';

/** A file from the disk, or a table from the clipboard: sent as it is, read by the server. */
export function PickLedger({ onSent }: { onSent: (ledger: Ledger) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [pasting, setPasting] = useState(false);
  const [text, setText] = useState('');

  async function send(file: Blob, name: string): Promise<void> {
    setSending(name);
    setTrouble(null);
    try {
      const sent = await upload(file, name, uuid());
      onSent({ uploadId: sent.id, name });
    } catch (error) {
      setTrouble(problemOf(error)?.detail ?? m.files_no_answer());
    } finally {
      setSending(null);
    }
  }

  const paste = () => {
    // A table from a spreadsheet comes with tabs between its cells; the server tells the separator itself.
    void send(new Blob([text], { type: 'text/csv' }), m.imports_pasted_name());
  };

  return (
    <>
      <div className={classes.buttons}>
        <Button onClick={() => picker.current?.click()} loading={sending !== null}>
          {m.imports_pick()}
        </Button>
        <input
          ref={picker}
          hidden
          type="file"
          accept=".xlsx,.xls,.csv,.txt"
          onChange={(event) => {
            const file = event.target.files?.[0];
            // The same file, corrected, may be chosen again.
            event.target.value = '';
            if (file) {
              void send(file, file.name);
            }
          }}
        />
        <Button variant="default" onClick={() => setPasting(!pasting)} aria-expanded={pasting}>
          {m.imports_paste()}
        </Button>
        <Button variant="subtle" component="a" href="/api/v1/imports/template" download>
          {m.imports_template()}
        </Button>
      </div>
      {pasting ? (
        <div className={classes.paste}>
          <TextArea
            label={m.imports_paste_label()}
            rows={6}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div className={classes.buttons}>
            <Button onClick={paste} disabled={text.trim() === ''} loading={sending !== null}>
              {m.imports_paste_read()}
            </Button>
          </div>
        </div>
      ) : null}
      {sending ? <p role="status">{m.imports_reading({ name: sending })}</p> : null}
      {trouble ? (
        <p role="alert" className={classes.bad}>
          {m.imports_file_failed()} {trouble}
        </p>
      ) : null}
    </>
  );
}
