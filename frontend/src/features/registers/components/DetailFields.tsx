import { TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { FormSection } from '@/ui/FormSection';
import { type CardField, OFFICIAL, PAPERS } from '../card-fields';
import { kindOf } from '../kinds';
import classes from './AssetFields.module.css';
import { type AnyForm, CardFieldInput } from './CardFieldInput';

interface Props {
  form: AnyForm;
  kind: string | undefined;
  seesValues: boolean;
}

/** What only some cards have: by its kind, papers and funds, and the government's system. */
export function DetailFields({ form, kind, seesValues }: Props) {
  const papers: readonly CardField[] = PAPERS.filter((f) => seesValues || f.kind !== 'amount');
  return (
    <>
      <KindFields form={form} kind={kind} />
      <FormSection title={m.cards_group_papers()}>
        <Inputs form={form} fields={papers} />
        <CheckField label={m.cards_depreciates()} {...form.getCheckProps('details.depreciates')} />
      </FormSection>
      <FormSection title={m.cards_group_official()}>
        <Inputs form={form} fields={OFFICIAL} />
      </FormSection>
    </>
  );
}

function Inputs({ form, fields }: { form: AnyForm; fields: readonly CardField[] }) {
  return (
    <div className={classes.fields}>
      {fields.map((field) => (
        <CardFieldInput key={field.name} form={form} field={field} path={`details.${field.name}`} />
      ))}
    </div>
  );
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
