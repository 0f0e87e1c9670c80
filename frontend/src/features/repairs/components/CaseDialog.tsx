import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CaseView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Dialog } from '@/ui/Dialog';
import { announce } from '@/ui/notices';
import { refreshCases } from '../acts';
import { type Action, actionWord, type OneTap } from '../words';
import { AssignForm } from './AssignForm';
import { CaseBadges, caseTitle } from './CaseBits';
import { DayForm } from './DayForm';
import { FinishForm } from './FinishForm';
import { ReasonForm } from './ReasonForm';
import classes from './StepForm.module.css';
import { TriageForm } from './TriageForm';

type Asking = Exclude<Action, OneTap>;

export interface StepFormProps {
  detail: CaseView;
  /** With the case as it is now. */
  onDone: (changed: CaseView) => void;
  /** Somebody was faster (412). */
  onStale: () => void;
}

interface Props {
  detail: CaseView;
  /** Which step is being asked about; null: closed. */
  action: Action | null;
  onClose: () => void;
  /** In a list the card moves or goes: say what happened. A page shows it itself. */
  inList?: boolean;
}

const FORMS: Record<Asking, (props: StepFormProps) => ReactNode> = {
  finish: (props) => <FinishForm {...props} />,
  wait: (props) => <DayForm {...props} action="wait" />,
  defer: (props) => <DayForm {...props} action="defer" />,
  assign: (props) => <AssignForm {...props} />,
  triage: (props) => <TriageForm {...props} />,
  refuse: (props) => <ReasonForm {...props} action="refuse" />,
  reopen: (props) => <ReasonForm {...props} action="reopen" />,
  reject: (props) => <ReasonForm {...props} action="reject" />,
  cancel: (props) => <ReasonForm {...props} action="cancel" />,
};

/** What a step has to ask before it can be taken: a sheet at the thumb on phones. */
export function CaseDialog({ detail, action, onClose, inList = false }: Props) {
  const queryClient = useQueryClient();
  const [staleFor, setStaleFor] = useState<Action | null>(null);
  function close(): void {
    setStaleFor(null);
    onClose();
  }
  const props: StepFormProps = {
    detail,
    onDone: (changed) => {
      close();
      refreshCases(queryClient, changed);
      if (inList) {
        announce(changed.state_text, caseTitle(changed));
      }
    },
    onStale: () => {
      // What was typed stays; the form below now speaks of the newest version.
      setStaleFor(action);
      refreshCases(queryClient);
    },
  };
  const title = action
    ? m.repairs_dialog_title({ action: actionWord(action, detail), case: caseTitle(detail) })
    : '';
  return (
    <Dialog title={title} open={action !== null} onClose={close}>
      {action && staleFor === action ? (
        <p className={classes.now}>
          {m.repairs_now()} <CaseBadges {...detail} />
        </p>
      ) : null}
      {action && action in FORMS ? FORMS[action as Asking](props) : null}
    </Dialog>
  );
}
