import { TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { PasswordField } from '@/ui/PasswordField';
import type { FounderValues } from '../set-up-form';
import classes from './PersonFields.module.css';

interface Props<Values extends FounderValues> {
  form: Form<Values>;
  path: 'administrator' | 'second_key_holder';
}

/** Name, staff number and first password of one of the two people a school begins with. */
export function PersonFields<Values extends FounderValues>({ form, path }: Props<Values>) {
  return (
    <div className={classes.fields}>
      <TextInput
        label={m.identity_name()}
        autoComplete="off"
        required
        withAsterisk={false}
        {...form.getInputProps(`${path}.name`)}
      />
      <TextInput
        label={m.identity_staff_no()}
        description={m.identity_staff_no_hint()}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        {...form.getInputProps(`${path}.staff_no`)}
      />
      <PasswordField
        className={classes.whole}
        label={m.identity_password()}
        autoComplete="new-password"
        required
        withAsterisk={false}
        {...form.getInputProps(`${path}.password`)}
      />
    </div>
  );
}
