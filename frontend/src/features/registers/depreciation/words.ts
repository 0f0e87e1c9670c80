import type { DepreciationLineView, DepreciationRunRow } from '@/api/schema';
import type { Tone } from '@/ui/StatusBadge';

export const RUN_TONES: Record<DepreciationRunRow['state'], Tone> = {
  draft: 'waiting',
  closed: 'done',
  discarded: 'off',
};

export const LINE_TONES: Record<DepreciationLineView['standing'], Tone> = {
  running: 'held',
  taken: 'done',
};
