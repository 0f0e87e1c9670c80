import type { ChangeEvent } from 'react';
import classes from './FileButton.module.css';
import { IconPaperclip } from './icons';

interface Props {
  /** What it is for, or that it is being sent. */
  label: string;
  /** As `accept` of an input. */
  kinds: string;
  /** One is on its way. */
  busy: boolean;
  onChosen: (file: File) => void;
  'aria-describedby'?: string;
}

/** A button that asks for one file; the same file may be chosen again. */
export function FileButton({ label, kinds, busy, onChosen, ...described }: Props) {
  const chosen = ({ currentTarget: input }: ChangeEvent<HTMLInputElement>) => {
    const file = input.files?.[0];
    input.value = '';
    if (file) {
      onChosen(file);
    }
  };
  return (
    <label className={classes.file} data-busy={busy || undefined}>
      <IconPaperclip size={18} aria-hidden />
      {label}
      <input
        type="file"
        className="sr-only"
        accept={kinds}
        disabled={busy}
        onChange={chosen}
        {...described}
      />
    </label>
  );
}
