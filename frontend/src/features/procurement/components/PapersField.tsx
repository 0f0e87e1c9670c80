import { useId, useRef, useState } from 'react';
import { m } from '@/i18n/messages';
import { FileButton } from '@/ui/FileButton';
import { IconButton } from '@/ui/IconButton';
import { IconX } from '@/ui/icons';
import { PAPERS, sendPaper, whyNotSent } from '@/ui/send-paper';
import classes from './PapersField.module.css';

interface Props {
  label: string;
  hint: string;
  most: number;
  /** Ids of the uploads. */
  value: readonly string[];
  onChange: (ids: string[]) => void;
  /** While one is on its way. */
  onWaiting: (waiting: boolean) => void;
  /** Of the whole form: the server names the upload that it refuses. */
  errors: Record<string, string>;
  /** Where the ids stand in the form. */
  path: string;
}

/** Papers of a form, photographed or as files, one after the other: the field holds the ids of their uploads. */
export function PapersField(props: Props) {
  const { label, hint: text, most, value, errors, path } = props;
  const hint = useId();
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  // One may be taken away while another is on its way.
  const now = useRef(props);
  now.current = props;

  async function chosen(file: File): Promise<void> {
    setRefusal(null);
    setSending(true);
    now.current.onWaiting(true);
    try {
      const id = await sendPaper(file);
      setNames((all) => ({ ...all, [id]: file.name }));
      now.current.onChange([...now.current.value, id]);
    } catch (caught) {
      setRefusal(whyNotSent(caught));
    } finally {
      setSending(false);
      now.current.onWaiting(false);
    }
  }

  const wrong = Object.keys(errors).find((at) => at === path || at.startsWith(`${path}.`));
  const said = refusal ?? (wrong ? errors[wrong] : null);
  return (
    <div className={classes.field} data-path={path} tabIndex={-1}>
      {value.length > 0 ? (
        <ul className={classes.papers} aria-live="polite">
          {value.map((id) => (
            <Paper
              key={id}
              name={names[id] ?? m.quotes_file_before()}
              onRemove={() => now.current.onChange(value.filter((one) => one !== id))}
            />
          ))}
        </ul>
      ) : null}
      {value.length < most ? (
        <FileButton
          label={sending ? m.files_sending() : label}
          kinds={PAPERS}
          busy={sending}
          onChosen={(file) => void chosen(file)}
          aria-describedby={hint}
        />
      ) : null}
      <p id={hint} className={classes.hint}>
        {text}
      </p>
      {said ? (
        <p role="alert" className={classes.refusal}>
          {said}
        </p>
      ) : null}
    </div>
  );
}

function Paper({ name, onRemove }: { name: string; onRemove: () => void }) {
  return (
    <li>
      <span>{m.quotes_file_added({ name })}</span>
      <IconButton label={m.files_take_back({ name })} onClick={onRemove}>
        <IconX size={20} aria-hidden />
      </IconButton>
    </li>
  );
}
