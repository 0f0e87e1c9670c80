import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { m } from '@/i18n/messages';
import { IconPrinter } from './icons';
import classes from './PrintSheet.module.css';

interface Props {
  children: ReactNode;
  /** "form": A4 with the binding margin; "labels": edge to edge, the sheet's template sets the rest. */
  kind: 'form' | 'labels';
  /** Why nothing can be printed yet; null: now it can. */
  waiting?: string | null;
}

/** What leaves the printer, shown as it will look. Everything outside it stays off the paper. */
export function PrintSheet({ children, kind, waiting }: Props) {
  return (
    <div className={classes.stage}>
      <div className={classes.bar} data-screen-only>
        <Button
          size="md"
          leftSection={<IconPrinter size={18} aria-hidden />}
          disabled={Boolean(waiting)}
          onClick={() => window.print()}
        >
          {m.ui_print()}
        </Button>
        {waiting === undefined ? null : <p role="status">{waiting}</p>}
      </div>
      <div className={classes.sheet} data-kind={kind}>
        {children}
      </div>
    </div>
  );
}
