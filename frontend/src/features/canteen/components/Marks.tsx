import type { CanteenRecordView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { StatusBadge } from '@/ui/StatusBadge';

/** That a record was written down late, or does not count any more. */
export function Marks({ record }: { record: CanteenRecordView }) {
  return (
    <>
      {record.late ? <StatusBadge tone="waiting">{m.canteen_late()}</StatusBadge> : null}
      {record.struck ? <StatusBadge tone="off">{m.canteen_struck()}</StatusBadge> : null}
      {record.food_sample && !record.struck ? <SampleBadge sample={record.food_sample} /> : null}
    </>
  );
}

function SampleBadge({ sample }: { sample: NonNullable<CanteenRecordView['food_sample']> }) {
  const tones = {
    taken: 'waiting',
    stored: 'held',
    discarded: 'done',
    sealed: 'alarm',
    handed_over: 'off',
  } as const;
  return (
    <StatusBadge tone={sample.due ? 'waiting' : tones[sample.state]}>
      {sample.state_text}
    </StatusBadge>
  );
}
