import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { CheckField } from '@/ui/CheckField';
import { FormSection } from '@/ui/FormSection';
import { required } from '../required';
import type { FounderValues } from '../set-up-form';
import { PersonFields } from './PersonFields';

const person = { name: required, password: required };
/** What the two of them need, beside a form's own fields. */
export const foundersNeed = { administrator: person, second_key_holder: person };

/** The two people that a school begins with: its administrator, and whoever holds the second key. */
export function Founders<Values extends FounderValues>({ form }: { form: Form<Values> }) {
  return (
    <>
      <FormSection title={m.identity_administrator()} text={m.identity_administrator_hint()}>
        <PersonFields form={form} path="administrator" />
        <CheckField
          label={m.identity_also_teacher()}
          {...form.getCheckProps('administrator.also_teacher')}
        />
      </FormSection>
      <FormSection title={m.identity_second_key()} text={m.identity_second_key_hint()}>
        <PersonFields form={form} path="second_key_holder" />
      </FormSection>
    </>
  );
}
