import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CaseView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Dialog } from '@/ui/Dialog';
import { refreshCases } from '../acts';
import { ACTION_WORDS, type Action, type OneTap } from '../words';
import { AssignForm } from './AssignForm';
import { caseTitle } from './CaseBits';
import { DayForm } from './DayForm';
import { FinishForm } from './FinishForm';
import { ReasonForm } from './ReasonForm';
import { TriageForm } from './TriageForm';

export type Asking = Exclude<Action, OneTap>;

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
  onStale?: () => void;
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
export function CaseDialog({ detail, action, onClose, onStale }: Props) {
  const queryClient = useQueryClient();
  const props: StepFormProps = {
    detail,
    onDone: (changed) => {
      onClose();
      refreshCases(queryClient, changed);
      notifications.show({ title: changed.state_text, message: caseTitle(changed) });
    },
    onStale: () => {
      onClose();
      refreshCases(queryClient);
      if (onStale) {
        onStale();
      } else {
        notifications.show({ message: m.repairs_stale() });
      }
    },
  };
  const title = action
    ? m.repairs_dialog_title({ action: ACTION_WORDS[action](), case: caseTitle(detail) })
    : '';
  return (
    <Dialog title={title} open={action !== null} onClose={onClose}>
      {action && action in FORMS ? FORMS[action as Asking](props) : null}
    </Dialog>
  );
}
