import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { CanteenRecordView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { discardSample, refreshCanteen } from '../acts';
import { CANTEEN, dayQuery } from '../queries';
import { OperatorField } from './PeopleFields';

interface Props {
  record: CanteenRecordView;
  open: boolean;
  onClose: () => void;
}

/** Its hours are over: who takes it out; whoever says so supervises. */
export function DiscardDialog({ record, open, onClose }: Props) {
  return (
    <Dialog title={m.canteen_discard()} open={open} onClose={onClose}>
      <DiscardForm record={record} onDone={onClose} />
    </Dialog>
  );
}

function DiscardForm({ record, onDone }: { record: CanteenRecordView; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const { data: day } = useSuspenseQuery(dayQuery(record.canteen_id));
  const submission = useSubmission({
    name: `canteen.discard.${record.id}`,
    owner: person.id,
    initialValues: {
      operator_id: day.operators.length === 1 ? (day.operators[0]?.id ?? '') : '',
    },
    validate: { operator_id: (id) => (id ? null : m.ui_required()) },
    send: (values, key) =>
      orNewest(queryClient, CANTEEN, discardSample(record, values, key)),
    onAccepted: async () => {
      await refreshCanteen(queryClient);
      onDone();
    },
  });
  const { form } = submission;
  return (
    <form onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p>{m.canteen_discard_text({ name: person.name })}</p>
      <OperatorField
        label={m.canteen_discarded_by()}
        operators={day.operators}
        value={form.values.operator_id}
        onChange={(id) => form.setFieldValue('operator_id', id)}
        error={form.errors.operator_id}
        path="operator_id"
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.canteen_discard()}
        </Button>
      </SubmitBar>
    </form>
  );
}
