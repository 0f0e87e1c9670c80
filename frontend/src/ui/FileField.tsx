import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { m } from '@/i18n/messages';
import { FileButton } from './FileButton';
import classes from './FileField.module.css';
import { PAPERS, sendPaper, whyNotSent } from './send-paper';

interface Props {
  label: string;
  /** What is there already, and stays when nothing is chosen. */
  there?: string;
  /** The id of the upload; empty without one. */
  value: string;
  onChange: (id: string) => void;
  /** While it is on its way. */
  onWaiting: (waiting: boolean) => void;
  error?: string;
  /** What may be chosen, and how that is said; an invoice in any form when left out. */
  accepts?: { kinds: string; hint: string };
  'data-path'?: string;
}

/** One paper of a form, photographed or as a file: the field holds the id of its upload. */
export function FileField({
  label,
  there,
  value,
  onChange,
  onWaiting,
  error,
  accepts,
  ...field
}: Props) {
  const hint = useId();
  const [name, setName] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function chosen(file: File): Promise<void> {
    setRefusal(null);
    setSending(true);
    onWaiting(true);
    try {
      const id = await sendPaper(file);
      setName(file.name);
      onChange(id);
    } catch (caught) {
      setRefusal(whyNotSent(caught));
    } finally {
      setSending(false);
      onWaiting(false);
    }
  }

  const said = value ? m.quotes_file_added({ name: name ?? m.quotes_file_before() }) : there;
  return (
    <div className={classes.field} data-path={field['data-path']} tabIndex={-1}>
      <div className={classes.line}>
        <FileButton
          label={sending ? m.files_sending() : label}
          kinds={accepts?.kinds ?? PAPERS}
          busy={sending}
          onChosen={(file) => void chosen(file)}
          aria-describedby={hint}
        />
        {value ? (
          <Button variant="subtle" size="md" onClick={() => onChange('')}>
            {m.quotes_file_take_away()}
          </Button>
        ) : null}
      </div>
      <p id={hint} className={classes.hint} aria-live="polite">
        {said ?? accepts?.hint ?? m.quotes_file_hint()}
      </p>
      {(refusal ?? error) ? (
        <p role="alert" className={classes.refusal}>
          {refusal ?? error}
        </p>
      ) : null}
    </div>
  );
}
