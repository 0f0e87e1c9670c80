import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { m } from '@/i18n/messages';
import classes from './AttachDocument.module.css';
import { FileButton } from './FileButton';

const DOCUMENTS = '.pdf,.ofd,.xlsx,.xls,.docx,.csv,.txt';

interface Props {
  /** Sends it and attaches it. */
  onChosen: (file: File) => Promise<void>;
}

/** A document has nothing to be looked at first: chosen, sent, attached. */
export function AttachDocument({ onChosen }: Props) {
  const [sending, setSending] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function chosen(file: File): Promise<void> {
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
      <FileButton
        label={sending === null ? m.files_add_document() : m.files_sending_named({ name: sending })}
        kinds={DOCUMENTS}
        busy={sending !== null}
        onChosen={(file) => void chosen(file)}
      />
      {refusal ? (
        <p role="alert" className={classes.refusal}>
          {refusal}
        </p>
      ) : null}
    </>
  );
}
