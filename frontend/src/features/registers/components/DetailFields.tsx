import { TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { CheckField } from '@/ui/CheckField';
import { FormSection } from '@/ui/FormSection';
import { Suggest } from '@/ui/Suggest';
import type { DetailName } from '../details';
import { kindOf } from '../kinds';
import classes from './AssetFields.module.css';

// biome-ignore lint/suspicious/noExplicitAny: the part of a form that both the new card and the correction have
type AnyForm = Form<any>;

interface Props {
  form: AnyForm;
  kind: string | undefined;
  seesValues: boolean;
}

/** "新购|调拨" → ["新购", "调拨"] */
export const answers = (list: string) => list.split('|');

/** What only some cards have: by its kind, papers and funds, and the government's system. */
export function DetailFields({ form, kind, seesValues }: Props) {
  return (
    <>
      <KindFields form={form} kind={kind} />
      <PaperFields form={form} seesValues={seesValues} />
      <OfficialFields form={form} />
    </>
  );
}

function field(form: AnyForm, name: DetailName) {
  return form.getInputProps(`details.${name}`);
}

function KindFields({ form, kind }: { form: AnyForm; kind: string | undefined }) {
  const known = kindOf(kind);
  return known ? (
    <FormSection title={known.title()}>
      <div className={classes.fields}>
        {known.attributes.map(({ name, label, type }) => (
          <TextInput
            key={name}
            label={label()}
            type={type === 'date' ? 'date' : 'text'}
            inputMode={type === 'integer' ? 'numeric' : type === 'amount' ? 'decimal' : undefined}
            autoComplete="off"
            {...form.getInputProps(`attributes.${name}`)}
          />
        ))}
      </div>
    </FormSection>
  ) : null;
}

function PaperFields({ form, seesValues }: { form: AnyForm; seesValues: boolean }) {
  return (
    <FormSection title={m.cards_group_papers()}>
      <div className={classes.fields}>
        <TextInput
          label={m.cards_manufacturer()}
          autoComplete="off"
          {...field(form, 'manufacturer')}
        />
        <Suggest
          label={m.cards_use_condition()}
          answers={answers(m.cards_suggest_condition())}
          {...field(form, 'use_condition')}
        />
        <Suggest
          label={m.cards_use_direction()}
          answers={answers(m.cards_suggest_direction())}
          {...field(form, 'use_direction')}
        />
        <Suggest
          label={m.cards_property_right()}
          answers={answers(m.cards_suggest_right())}
          {...field(form, 'property_right')}
        />
        <Suggest
          label={m.cards_procurement_form()}
          answers={answers(m.cards_suggest_procurement())}
          {...field(form, 'procurement_form')}
        />
        <TextInput label={m.cards_contract()} autoComplete="off" {...field(form, 'contract_no')} />
        <TextInput
          label={m.registers_invoice()}
          autoComplete="off"
          {...field(form, 'invoice_no')}
        />
        <TextInput
          label={m.registers_voucher()}
          autoComplete="off"
          {...field(form, 'voucher_no')}
        />
        <TextInput label={m.registers_booked()} type="date" {...field(form, 'booked_on')} />
        <TextInput label={m.cards_in_service()} type="date" {...field(form, 'in_service_on')} />
        <TextInput
          label={m.cards_fund_source()}
          autoComplete="off"
          {...field(form, 'fund_source')}
        />
        <TextInput
          label={m.cards_accounting_subject()}
          autoComplete="off"
          {...field(form, 'accounting_subject')}
        />
        <Suggest
          label={m.cards_value_type()}
          answers={answers(m.cards_suggest_value_type())}
          {...field(form, 'value_type')}
        />
        <TextInput
          label={m.cards_life_field()}
          inputMode="numeric"
          autoComplete="off"
          {...field(form, 'life_months')}
        />
        {seesValues ? (
          <>
            <TextInput
              label={m.cards_fiscal_value()}
              inputMode="decimal"
              {...field(form, 'fiscal_value')}
            />
            <TextInput
              label={m.cards_non_fiscal_value()}
              inputMode="decimal"
              {...field(form, 'non_fiscal_value')}
            />
          </>
        ) : null}
        <TextInput label={m.cards_gift_terms()} autoComplete="off" {...field(form, 'gift_terms')} />
      </div>
      <CheckField label={m.cards_depreciates()} {...form.getCheckProps('details.depreciates')} />
    </FormSection>
  );
}

function OfficialFields({ form }: { form: AnyForm }) {
  return (
    <FormSection title={m.cards_group_official()}>
      <div className={classes.fields}>
        <TextInput
          label={m.registers_official_no()}
          autoComplete="off"
          {...field(form, 'official_no')}
        />
        <TextInput
          label={m.cards_official_entered()}
          type="date"
          {...field(form, 'official_entered_on')}
        />
        <TextInput
          label={m.registers_legacy_no()}
          autoComplete="off"
          {...field(form, 'legacy_no')}
        />
        <TextInput label={m.cards_barcode()} autoComplete="off" {...field(form, 'barcode')} />
      </div>
    </FormSection>
  );
}
