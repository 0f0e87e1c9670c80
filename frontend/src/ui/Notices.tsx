import { useSyncExternalStore } from 'react';
import { m } from '@/i18n/messages';
import { IconButton } from './IconButton';
import { IconCircleCheck, IconX } from './icons';
import classes from './Notices.module.css';
import { currentNotes, dismiss, onNotes } from './notices';

/** Where announce() is seen and read out. The region is there before its first note: only then is it read. */
export function Notices() {
  const notes = useSyncExternalStore(onNotes, currentNotes);
  return (
    <div className={classes.region} role="status" data-screen-only>
      {notes.map((note) => (
        <div key={note.id} className={classes.note}>
          <IconCircleCheck size={20} aria-hidden />
          <div>
            <p className={classes.title}>{note.title}</p>
            <p className={classes.text}>{note.text}</p>
          </div>
          <IconButton label={m.ui_close()} onClick={() => dismiss(note.id)}>
            <IconX size={18} aria-hidden />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
