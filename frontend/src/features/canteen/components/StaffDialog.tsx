import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { CanteenStaffView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { PersonPicker, type PickedPerson } from '@/ui/PersonPicker';
import { SubmitBar } from '@/ui/SubmitBar';
import { refreshCanteen, saveStaff } from '../acts';
import { CANTEEN } from '../queries';

interface FormProps {
  canteenId: string;
  staff: CanteenStaffView | null;
  onClose: () => void;
}

/** Somebody of the school, or somebody from outside by name. */
export function StaffDialog({ open, ...props }: FormProps & { open: boolean }) {
  return (
    <Dialog
      title={props.staff ? m.canteen_staff_edit() : m.canteen_staff_add()}
      open={open}
      onClose={props.onClose}
    >
      <StaffForm {...props} />
    </Dialog>
  );
}

type Values = { person_id: PickedPerson | null; name: string; post: string; active: boolean };

function StaffForm({ canteenId, staff, onClose }: FormProps) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const own = staff?.person_id ? { id: staff.person_id, name: staff.name } : null;
  const submission = useSubmission({
    name: `canteen.staff.${staff?.id ?? 'new'}`,
    owner: person.id,
    initialValues: {
      person_id: own,
      name: own ? '' : (staff?.name ?? ''),
      post: staff?.post ?? '',
      active: staff?.active ?? true,
    } as Values,
    validate: {
      name: (name, all) => (name.trim() || all.person_id ? null : m.ui_required()),
      post: (post) => (post.trim() ? null : m.ui_required()),
    },
    send: (values: Values, key) =>
      orNewest(
        queryClient,
        CANTEEN,
        saveStaff(
          canteenId,
          staff,
          {
            person_id: values.person_id?.id,
            name: values.person_id ? undefined : values.name.trim(),
            post: values.post.trim(),
            active: values.active,
          },
          key,
        ),
      ),
    onAccepted: async () => {
      await refreshCanteen(queryClient);
      onClose();
    },
  });
  const { form } = submission;
  return (
    <form onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <PersonPicker
        label={m.canteen_staff_person()}
        value={form.values.person_id}
        onChange={(one) => form.setFieldValue('person_id', one)}
        error={form.errors.person_id}
        data-path="person_id"
      />
      {form.values.person_id ? null : (
        <TextInput label={m.canteen_staff_name()} {...form.getInputProps('name')} />
      )}
      <TextInput
        label={m.canteen_post()}
        placeholder={m.canteen_post_example()}
        {...form.getInputProps('post')}
      />
      {staff ? <CheckField label={m.canteen_active()} {...form.getCheckProps('active')} /> : null}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.canteen_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
