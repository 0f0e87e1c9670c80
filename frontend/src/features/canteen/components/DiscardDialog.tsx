import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { CanteenDay, CanteenRecordView } from '@/api/schema';
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
      <Asked record={record} onDone={onClose} />
    </Dialog>
  );
}

interface FormProps {
  record: CanteenRecordView;
  onDone: () => void;
}

/** Who may handle food today is asked when somebody opens the dialog. */
function Asked(props: FormProps) {
  const { data: day } = useQuery(dayQuery(props.record.canteen_id));
  return day ? <DiscardForm {...props} day={day} /> : <p role="status">{m.ui_loading()}</p>;
}

function DiscardForm({ record, day, onDone }: FormProps & { day: CanteenDay }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: `canteen.discard.${record.id}`,
    owner: person.id,
    initialValues: {
      operator_id: day.operators.length === 1 ? (day.operators[0]?.id ?? '') : '',
    },
    validate: { operator_id: (id) => (id ? null : m.ui_required()) },
    send: (values, key) => orNewest(queryClient, CANTEEN, discardSample(record, values, key)),
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
