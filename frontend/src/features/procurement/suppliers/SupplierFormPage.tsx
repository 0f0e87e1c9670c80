import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { SupplierView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { PageHeader } from '@/ui/PageHeader';
import { SubmitBar } from '@/ui/SubmitBar';
import { addSupplier, reviseSupplier, useKeepSupplier, useSupplierStep } from './acts';
import classes from './SupplierFormPage.module.css';
import { type SupplierValues, supplierBody, supplierRules, supplierValues } from './supplier-form';

/** Whom the school buys from, as it is written on an envelope; null for a new one. */
export function SupplierFormPage({ supplier }: { supplier: SupplierView | null }) {
  const { person } = useMe();
  const navigate = useNavigate();
  const keep = useKeepSupplier();
  const step = useSupplierStep();
  const submission = useSubmission({
    name: `purchases.supplier.${supplier?.id ?? 'new'}`,
    owner: person.id,
    initialValues: supplierValues(supplier),
    keepDraft: true,
    validate: supplierRules,
    send: (values: SupplierValues, key) => {
      const body = supplierBody(values);
      return supplier ? step(reviseSupplier(supplier, body)) : addSupplier(body, key);
    },
    onAccepted: async (saved) => {
      keep(saved);
      await navigate({ to: '/suppliers/$supplierId', params: { supplierId: saved.id } });
    },
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={supplier ? m.suppliers_edit_of({ name: supplier.name }) : m.suppliers_new()}
        back={
          supplier
            ? {
                to: '/suppliers/$supplierId',
                params: { supplierId: supplier.id },
                label: supplier.name,
              }
            : { to: '/suppliers', label: m.suppliers_title() }
        }
      />
      <FormAlert notice={submission.notice} />
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      <FormSection title={m.suppliers_section_who()}>
        <TextInput
          label={m.suppliers_name()}
          placeholder={m.suppliers_name_example()}
          {...form.getInputProps('name')}
        />
        <TextInput
          label={m.suppliers_sells()}
          placeholder={m.suppliers_sells_example()}
          {...form.getInputProps('sells')}
        />
        <div className={classes.pair}>
          <TextInput label={m.suppliers_contact()} {...form.getInputProps('contact')} />
          <TextInput label={m.suppliers_phone()} inputMode="tel" {...form.getInputProps('phone')} />
        </div>
        <TextInput label={m.suppliers_address()} {...form.getInputProps('address')} />
      </FormSection>
      <FormSection title={m.suppliers_section_fixed()} text={m.suppliers_section_fixed_text()}>
        <CheckField label={m.suppliers_fixed()} {...form.getCheckProps('fixed')} />
        {form.values.fixed ? (
          <div className={classes.pair}>
            <TextInput
              type="date"
              label={m.suppliers_list_from()}
              {...form.getInputProps('price_list.valid_from')}
            />
            <TextInput
              type="date"
              label={m.suppliers_list_until()}
              description={m.suppliers_until_text()}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              {...form.getInputProps('price_list.valid_until')}
            />
          </div>
        ) : null}
      </FormSection>
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.suppliers_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
