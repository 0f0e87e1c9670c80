import { type ChangeEvent, useState } from 'react';
import { problemOf } from '@/api/problem';
import { m } from '@/i18n/messages';
import classes from './AttachDocument.module.css';
import { IconPaperclip } from './icons';

const DOCUMENTS = '.pdf,.ofd,.xlsx,.xls,.docx,.csv,.txt';

interface Props {
  /** Sends it and attaches it. */
  onChosen: (file: File) => Promise<void>;
}

/** A document has nothing to be looked at first: chosen, sent, attached. */
export function AttachDocument({ onChosen }: Props) {
  const [sending, setSending] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function chosen(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const input = event.currentTarget;
    const file = input.files?.[0];
    input.value = '';
    if (!file) {
      return;
    }
    setRefusal(null);
    setSending(file.name);
    try {
      await onChosen(file);
    } catch (error) {
      setRefusal(problemOf(error)?.detail ?? m.files_no_answer());
    } finally {
      setSending(null);
    }
  }
  return (
    <>
      <label className={classes.file} data-busy={sending !== null || undefined}>
        <IconPaperclip size={18} aria-hidden />
        {sending === null ? m.files_add_document() : m.files_sending_named({ name: sending })}
        <input
          type="file"
          className="sr-only"
          accept={DOCUMENTS}
          disabled={sending !== null}
          onChange={(event) => void chosen(event)}
        />
      </label>
      {refusal ? (
        <p role="alert" className={classes.refusal}>
          {refusal}
        </p>
      ) : null}
    </>
  );
}
