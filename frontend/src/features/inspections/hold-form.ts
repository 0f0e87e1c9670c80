import type {
  ChecklistItem,
  InspectionRoundView,
  InspectionSubmission,
  RepairCategory,
} from '@/api/schema';

/** What somebody has said to one item so far. */
export interface AnswerValue {
  item_no: number;
  yes: boolean | null;
  number: string;
  text: string;
  remark: string;
  report: RepairCategory | null;
  danger: boolean;
  upload_ids: string[];
}

export type HoldValues = {
  answers: AnswerValue[];
  remark: string;
  /** "2026-11-24T07:55", empty for now. */
  happened_at: string;
  performed_by: { id: string; name: string } | null;
  second_signer_id: { id: string; name: string } | null;
  upload_ids: string[];
};

const emptyAnswer = ({ no }: ChecklistItem): AnswerValue => ({
  item_no: no,
  yes: null,
  number: '',
  text: '',
  remark: '',
  report: null,
  danger: false,
  upload_ids: [],
});

export const emptyHold = (round: InspectionRoundView): HoldValues => ({
  answers: round.items.map(emptyAnswer),
  remark: '',
  happened_at: '',
  performed_by: null,
  second_signer_id: null,
  upload_ids: [],
});

/** Whether an answer says that something is wrong, as far as the page can tell: the server judges. */
export function isFault(item: ChecklistItem, answer: AnswerValue): boolean {
  if (item.kind === 'yes_no') return answer.yes === false;
  if (item.kind !== 'number' || answer.number.trim() === '') return false;
  const value = Number(answer.number);
  return value < Number(item.min ?? '-Infinity') || value > Number(item.max ?? 'Infinity');
}

/** Whether nothing was found: no fault in the answers, and none on the way. */
export const nothingFound = (round: InspectionRoundView, values: HoldValues): boolean =>
  round.faults === 0 &&
  round.items.every((item, at) => {
    const answer = values.answers[at];
    return !answer || !isFault(item, answer);
  });

const given = (text: string): string | null => text.trim() || null;

export function submissionOf(round: InspectionRoundView, values: HoldValues): InspectionSubmission {
  return {
    answers: values.answers.map((answer) => ({
      item_no: answer.item_no,
      yes: answer.yes,
      number: given(answer.number),
      text: given(answer.text),
      remark: given(answer.remark),
      report: answer.report ? { category: answer.report, danger: answer.danger } : null,
      upload_ids: answer.upload_ids,
    })),
    nothing_found: nothingFound(round, values),
    remark: given(values.remark),
    happened_at: values.happened_at ? new Date(values.happened_at).toISOString() : null,
    performed_by: values.performed_by?.id ?? null,
    second_signer_id: values.second_signer_id?.id ?? null,
    upload_ids: values.upload_ids,
  };
}
