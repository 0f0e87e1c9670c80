import { type ReactNode, useEffect, useId, useRef } from 'react';
import { m } from '@/i18n/messages';
import classes from './Dialog.module.css';
import { IconButton } from './IconButton';
import { IconX } from './icons';

interface Props {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A native modal dialog: the browser traps focus, makes the page behind inert and closes on Escape.
 * Mantine's Modal writes a <style> element for its scroll lock, which our policy refuses.
 * On phones it is a sheet at the thumb. Its content is mounted only while open.
 */
export function Dialog({ title, open, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) {
      element.showModal();
      // The browser would choose the close button; people came for the field.
      element.querySelector<HTMLElement>('[data-autofocus], input, textarea, select')?.focus();
    }
    if (!open && element?.open) {
      element.close();
    }
  }, [open]);

  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      aria-labelledby={titleId}
      // React lets "close" bubble: a picker's dialog inside this one must not close both.
      onClose={(event) => event.target === event.currentTarget && onClose()}
      // A click on the dialog element itself is a click on the backdrop: its content fills it.
      onMouseDown={(event) => event.target === event.currentTarget && onClose()}
    >
      {open ? (
        <div className={classes.content}>
          <header className={classes.header}>
            <h2 id={titleId}>{title}</h2>
            <IconButton label={m.ui_close()} onClick={onClose}>
              <IconX size={20} aria-hidden />
            </IconButton>
          </header>
          {children}
        </div>
      ) : null}
    </dialog>
  );
}
