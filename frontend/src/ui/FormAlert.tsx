import { useEffect, useRef } from 'react';
import { m } from '@/i18n/messages';
import type { Notice } from '@/offline/use-submission';
import classes from './FormAlert.module.css';
import { IconAlertCircle, IconCloudOff } from './icons';

/** Above the form: why it was refused, or that it has not been sent yet and where it is kept. */
export function FormAlert({ notice }: { notice: Notice | null }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the button is at the thumb and this box far above: bring it into view.
    if (notice) {
      box.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [notice]);

  if (!notice) {
    return null;
  }
  return notice.kind === 'unsent' ? (
    <div ref={box} role="alert" className={classes.alert} data-tone="waiting">
      <IconCloudOff size={20} aria-hidden />
      <div>
        <p className={classes.title}>{m.ui_unsent_title()}</p>
        <p>{notice.problem?.detail ?? m.ui_unsent_no_answer()}</p>
        <p>{notice.kept ? m.ui_unsent_kept() : m.ui_unsent_not_kept()}</p>
      </div>
    </div>
  ) : (
    <div ref={box} role="alert" className={classes.alert} data-tone="alarm">
      <IconAlertCircle size={20} aria-hidden />
      <div>
        <p className={classes.title}>{notice.problem.detail}</p>
        {notice.rest.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
    </div>
  );
}
