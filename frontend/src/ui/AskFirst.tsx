import { Button, type ButtonProps } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '@/api/me';
import { useSubmission } from '@/offline/use-submission';
import classes from './AskFirst.module.css';
import { Dialog } from './Dialog';
import { FormAlert } from './FormAlert';
import { SubmitBar } from './SubmitBar';

interface Ask {
  /** Told apart from every other act, also on another thing. */
  name: string;
  title: string;
  /** What it will do, said before it is done. */
  text: string;
  /** The word on the button that does it. */
  act: string;
  send: (key: string) => Promise<unknown>;
  onDone: () => Promise<void> | void;
}

interface Props extends Ask {
  /** The word on the button that asks. */
  label: string;
  variant?: ButtonProps['variant'];
}

/** An act that is done at once and hard to take back: a button, a sentence, and the act. */
export function AskFirst({ label, variant = 'default', ...ask }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant={variant} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog title={ask.title} open={open} onClose={() => setOpen(false)}>
        <Asked
          {...ask}
          onDone={async () => {
            await ask.onDone();
            setOpen(false);
          }}
        />
      </Dialog>
    </>
  );
}

function Asked({ name, text, act, send, onDone }: Ask) {
  const { person } = useMe();
  const { sending, notice, onSubmit } = useSubmission({
    name,
    owner: person.id,
    initialValues: {},
    send: (_, key) => send(key),
    onAccepted: onDone,
  });
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <FormAlert notice={notice} />
      <p className={classes.text}>{text}</p>
      <SubmitBar>
        <Button type="submit" loading={sending}>
          {act}
        </Button>
      </SubmitBar>
    </form>
  );
}
