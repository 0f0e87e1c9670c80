import type { ReactNode } from 'react';
import classes from './IconButton.module.css';

interface Props {
  /** What it does: the icon is for the eye. */
  label: string;
  children: ReactNode;
  onClick: () => void;
  disabled?: boolean;
  /** Where the caret is when its dialog opens. */
  first?: boolean;
}

/** A quiet button that is an icon, as large as a thumb: close, take away. */
export function IconButton({ label, children, onClick, disabled, first }: Props) {
  return (
    <button
      type="button"
      className={classes.button}
      aria-label={label}
      disabled={disabled}
      data-autofocus={first || undefined}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
