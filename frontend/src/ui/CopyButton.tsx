import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { m } from '@/i18n/messages';
import classes from './CopyButton.module.css';
import { copyText } from './copy-text';
import { Dialog } from './Dialog';
import { IconCheck, IconCopy } from './icons';

const SAID_FOR_MS = 2500;

/** Copies a text for the group; where the browser refuses, shows it ready to be selected. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  async function copy(): Promise<void> {
    const copied = await copyText(text);
    setState(copied ? 'copied' : 'refused');
    if (copied) {
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => setState('idle'), SAID_FOR_MS);
    }
  }

  const copied = state === 'copied';
  return (
    <>
      <Button
        variant="default"
        leftSection={
          copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />
        }
        onClick={() => void copy()}
      >
        <span aria-live="polite">{copied ? m.ui_copied() : label}</span>
      </Button>
      <Dialog
        title={m.ui_copy_by_hand()}
        open={state === 'refused'}
        onClose={() => setState('idle')}
      >
        <p className={classes.selectable}>{text}</p>
      </Dialog>
    </>
  );
}
