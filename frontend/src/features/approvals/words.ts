import type { ApprovalState } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Tone } from '@/ui/StatusBadge';
import type { Act } from './acts';

export const STATE_TONES: Record<ApprovalState, Tone> = {
  deciding: 'held',
  approved: 'done',
  returned: 'waiting',
  rejected: 'off',
  withdrawn: 'off',
};

export const ACT_WORDS: Record<Act, () => string> = {
  approve: m.approvals_approve,
  return: m.approvals_return,
  reject: m.approvals_reject,
};
