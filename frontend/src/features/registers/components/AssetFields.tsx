import { TextInput } from '@mantine/core';
import { usePermission } from '@/api/me';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { FormSection } from '@/ui/FormSection';
import { PersonPicker } from '@/ui/PersonPicker';
import { PlacePicker } from '@/ui/PlacePicker';
import { TextArea } from '@/ui/TextArea';
import { product } from '../amounts';
import { type AssetValues, serials } from '../asset-form';
import { plainField } from '../card-fields';
import classes from './AssetFields.module.css';
import { CardFieldInput } from './CardFieldInput';

interface Props {
  form: Form<AssetValues>;
}

export function WhatFields({ form }: Props) {
  return (
    <FormSection title={m.registers_group_what()}>
      <div className={classes.fields}>
        <CardFieldInput
          form={form}
          field={plainField('name')}
          placeholder={m.registers_name_example()}
        />
        <CardFieldInput form={form} field={plainField('category_code')} />
        <CardFieldInput form={form} field={plainField('spec_model')} />
        <CardFieldInput form={form} field={plainField('brand')} />
      </div>
    </FormSection>
  );
}

interface AmountProps extends Props {
  /** The category's unit, when one is chosen. */
  unit: string | undefined;
  seesValues: boolean;
}

export function AmountFields({ form, unit, seesValues }: AmountProps) {
  const one = form.values.mode === 'one';
  return (
    <FormSection title={m.registers_group_amount()}>
      <div className={classes.fields} data-columns="4">
        {one ? (
          <TextInput
            label={m.registers_quantity()}
            inputMode="decimal"
            {...form.getInputProps('quantity')}
          />
        ) : (
          <TextInput
            label={m.registers_count()}
            inputMode="numeric"
            {...form.getInputProps('count')}
          />
        )}
        <TextInput
          label={m.registers_unit()}
          placeholder={unit ?? m.registers_unit_example()}
          autoComplete="off"
          {...form.getInputProps('unit')}
        />
        {seesValues ? (
          <TextInput
            label={m.registers_unit_price()}
            inputMode="decimal"
            placeholder="0.00"
            {...form.getInputProps('unit_price')}
          />
        ) : null}
        {seesValues && one ? (
          <TextInput
            label={m.registers_value()}
            inputMode="decimal"
            placeholder={product(form.values.unit_price, form.values.quantity) ?? '0.00'}
            {...form.getInputProps('original_value')}
          />
        ) : null}
      </div>
      {seesValues ? <Worth form={form} /> : null}
      {one ? (
        <CardFieldInput form={form} field={plainField('serial_no')} />
      ) : (
        <TextArea
          label={m.registers_serials()}
          description={m.registers_serials_hint({
            given: serials(form.values.serial_numbers).length,
            count: form.values.count,
          })}
          rows={4}
          {...form.getInputProps('serial_numbers')}
        />
      )}
    </FormSection>
  );
}

/** What the price makes, before the server says it. */
function Worth({ form }: Props) {
  const { mode, unit_price, quantity, count, original_value } = form.values;
  const total = product(unit_price, mode === 'one' ? quantity : count);
  if (!total || (mode === 'one' && original_value.trim())) {
    return null;
  }
  return <p className={classes.worth}>{m.registers_worth({ amount: formatMoney(total) })}</p>;
}

export function WhereFields({ form }: Props) {
  const seesPeople = usePermission('people.view');
  return (
    <FormSection title={m.registers_group_where()}>
      <div className={classes.fields}>
        <PlacePicker
          label={m.registers_place()}
          value={form.values.location_id}
          onChange={(id) => form.setFieldValue('location_id', id)}
          error={form.errors.location_id}
          data-path="location_id"
        />
        {seesPeople ? (
          <PersonPicker
            label={m.registers_custodian()}
            value={form.values.custodian_id}
            onChange={(person) => form.setFieldValue('custodian_id', person)}
            error={form.errors.custodian_id}
            data-path="custodian_id"
          />
        ) : null}
        <TextInput
          label={m.registers_department()}
          autoComplete="off"
          {...form.getInputProps('department')}
        />
      </div>
    </FormSection>
  );
}

export function OriginFields({ form }: Props) {
  return (
    <FormSection title={m.registers_group_origin()} text={m.registers_group_origin_text()}>
      <div className={classes.fields}>
        <CardFieldInput form={form} field={plainField('acquired_on')} />
        <CardFieldInput
          form={form}
          field={plainField('acquisition_method')}
          placeholder={m.registers_method_example()}
        />
        <CardFieldInput form={form} field={plainField('supplier')} />
        {form.values.mode === 'one' ? (
          <TextInput
            label={m.registers_own_no()}
            placeholder={m.registers_own_no_example()}
            autoComplete="off"
            {...form.getInputProps('asset_no')}
          />
        ) : null}
        <CardFieldInput form={form} field={plainField('remarks')} />
      </div>
    </FormSection>
  );
}
