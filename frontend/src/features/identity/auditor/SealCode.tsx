import { Button } from '@mantine/core';
import type { SetupDone } from '@/api/schema';
import { m } from '@/i18n/messages';
import { PlainPage } from '@/ui/PlainPage';
import { SubmitBar } from '@/ui/SubmitBar';
import { CodeSheet } from './CodeSheet';

interface Props {
  done: SetupDone;
  code: string;
  onGoOn: () => void;
}

/** Right after set-up, once: the code for an auditor, to be printed and sealed. */
export function SealCode({ done, code, onGoOn }: Props) {
  return (
    <PlainPage wide>
      <div data-screen-only>
        <h1>{m.auditor_seal()}</h1>
        <p>{m.auditor_seal_lead()}</p>
      </div>
      <CodeSheet code={code} school={done.school.name} base={window.location.origin} />
      <div data-screen-only>
        <SubmitBar>
          <Button onClick={onGoOn}>{m.auditor_sealed()}</Button>
        </SubmitBar>
      </div>
    </PlainPage>
  );
}
