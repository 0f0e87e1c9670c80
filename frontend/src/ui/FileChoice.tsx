import { Button } from '@mantine/core';
import { type ChangeEvent, type DragEvent, type ReactNode, useState } from 'react';
import { problemOf } from '@/api/problem';
import { upload } from '@/api/uploads';
import { m } from '@/i18n/messages';
import { uuid } from '@/offline/uuid';
import classes from './FileChoice.module.css';
import { Folded } from './Folded';
import { IconFileImport } from './icons';
import { TextArea } from './TextArea';
import { pastedTable } from './table-text';

const READABLE = /\.(xlsx|xls|csv)$/i;

/** An upload, as a form keeps it across a reload. */
export interface Chosen {
  id: string;
  name: string;
}

interface Props {
  onChosen: (file: Chosen) => void;
  /** A pasted list may be names and nothing else. */
  oneColumn?: boolean;
  /** Below the choice: a blank file to fill in, for one. */
  children?: ReactNode;
}

/** A spreadsheet from the disk, dropped, or a table from the clipboard: uploaded as soon as it is there. */
export function FileChoice({ onChosen, oneColumn = false, children }: Props) {
  const { sending, trouble, send } = useSending(onChosen);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    send(event.dataTransfer.files[0]);
  };
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    send(event.currentTarget.files?.[0]);
    // The same file may be chosen again after it was corrected.
    event.currentTarget.value = '';
  };
  return (
    <div className={classes.stack}>
      <label
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileImport size={28} stroke={1.5} aria-hidden />
        <span className={classes.title}>
          {sending ? m.imports_sending({ name: sending }) : m.imports_drop()}
        </span>
        <span className={classes.quiet}>{m.imports_drop_hint()}</span>
        <input
          type="file"
          className="sr-only"
          accept=".xlsx,.xls,.csv"
          disabled={sending !== null}
          onChange={pick}
        />
      </label>
      {trouble ? (
        <p role="alert" className={classes.trouble}>
          {trouble}
        </p>
      ) : null}
      <Paste onTable={send} oneColumn={oneColumn} />
      {children}
    </div>
  );
}

function useSending(onChosen: (file: Chosen) => void) {
  const [sending, setSending] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function deliver(file: File) {
    setTrouble(null);
    if (!READABLE.test(file.name)) {
      setTrouble(m.imports_wrong_type());
      return;
    }
    setSending(file.name);
    try {
      const { id } = await upload(file, file.name, uuid());
      onChosen({ id, name: file.name });
    } catch (error) {
      setTrouble(problemOf(error)?.detail ?? m.files_no_answer());
    } finally {
      setSending(null);
    }
  }
  return {
    sending,
    trouble,
    send: (file: File | undefined) => {
      if (file && sending === null) {
        void deliver(file);
      }
    },
  };
}

function Paste(props: { onTable: (file: File) => void; oneColumn: boolean }) {
  const { onTable, oneColumn } = props;
  const [text, setText] = useState('');
  const table = pastedTable(text, oneColumn ? 1 : 2);
  return (
    <Folded title={m.imports_paste()}>
      <div className={classes.stack}>
        <TextArea
          label={m.imports_paste_label()}
          rows={5}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <p role="status" className={classes.quiet}>
          {table
            ? m.imports_paste_seen({ rows: table.rows, columns: table.columns })
            : text.trim()
              ? m.imports_paste_none()
              : null}
        </p>
        <div>
          <Button
            variant="default"
            size="md"
            disabled={table === null}
            onClick={() =>
              table && onTable(new File([table.csv], m.imports_paste_name(), { type: 'text/csv' }))
            }
          >
            {m.imports_paste_do()}
          </Button>
        </div>
      </div>
    </Folded>
  );
}
