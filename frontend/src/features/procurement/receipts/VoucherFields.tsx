import { TextInput } from '@mantine/core';
import type { GoodsReceiptPostingMode } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { ChoiceCards } from '@/ui/ChoiceCards';
import type { Voucher } from './voucher';
import { MODE_WORDS } from './words';

interface Props {
  form: Pick<Form<Voucher>, 'values' | 'errors' | 'getInputProps'>;
  onMode: (mode: GoodsReceiptPostingMode) => void;
}

/** Who keeps the accounts, under which voucher, on which day. */
export function VoucherFields({ form, onMode }: Props) {
  const { mode } = form.values;
  return (
    <>
      <ChoiceCards
        label={m.receipts_mode()}
        columns={1}
        choices={(['own', 'centre'] as const).map((value) => ({
          value,
          label: MODE_WORDS[value].label(),
          hint: MODE_WORDS[value].hint(),
        }))}
        value={mode || null}
        onChange={onMode}
        error={form.errors.mode}
        data-path="mode"
      />
      {mode === 'centre' ? (
        <TextInput
          type="date"
          label={m.receipts_submitted_on()}
          {...form.getInputProps('submitted_on')}
        />
      ) : null}
      <TextInput
        label={mode === 'centre' ? m.receipts_voucher_centre() : m.receipts_voucher()}
        placeholder={m.receipts_voucher_example()}
        {...form.getInputProps('voucher_no')}
      />
      <TextInput type="date" label={m.receipts_posted_on()} {...form.getInputProps('posted_on')} />
    </>
  );
}
