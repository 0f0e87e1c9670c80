import { Button } from '@mantine/core';
import { useState } from 'react';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { Dialog } from '@/ui/Dialog';
import { IconColumns } from '@/ui/icons';
import { SubmitBar } from '@/ui/SubmitBar';
import classes from './MoveForm.module.css';

interface Props {
  choices: readonly { key: string; header: string }[];
  chosen: readonly string[];
  /** Undefined: as it was. */
  onChange: (keys: readonly string[] | undefined) => void;
}

/** Which columns the list shows; number and name always stand. */
export function ColumnChoice({ choices, chosen, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const toggle = (key: string) =>
    onChange(
      choices
        .map((choice) => choice.key)
        .filter((other) => (other === key ? !chosen.includes(key) : chosen.includes(other))),
    );
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconColumns size={18} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {m.views_columns()}
      </Button>
      <Dialog title={m.views_columns()} open={open} onClose={() => setOpen(false)}>
        <div className={classes.form}>
          <div>
            {choices.map(({ key, header }) => (
              <CheckField
                key={key}
                label={header}
                checked={chosen.includes(key)}
                onChange={() => toggle(key)}
              />
            ))}
          </div>
          <SubmitBar>
            <Button variant="default" onClick={() => onChange(undefined)}>
              {m.views_columns_default()}
            </Button>
            <Button onClick={() => setOpen(false)}>{m.views_columns_done()}</Button>
          </SubmitBar>
        </div>
      </Dialog>
    </>
  );
}
