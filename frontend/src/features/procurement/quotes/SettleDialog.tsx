import { Button, TextInput } from '@mantine/core';
import { useMe } from '@/api/me';
import type { QuoteSheetView, QuoteSingleSource, QuoteView } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { settleSheet, useKeepSheet, useSheetStep } from './acts';
import classes from './SettleDialog.module.css';
import { type Reasons, reasonsFor } from './sheet';
import { SOURCE_WORDS } from './words';

interface Props {
  sheet: QuoteSheetView;
  /** The one that is to be taken; null while none is. */
  quote: QuoteView | null;
  onClose: () => void;
}

/** Takes a quote; what has to be said for it is asked here. */
export function SettleDialog({ sheet, quote, onClose }: Props) {
  return (
    <Dialog
      title={m.quotes_take_of({ name: quote?.supplier.name ?? '' })}
      open={quote !== null}
      onClose={onClose}
    >
      {quote ? <SettleForm sheet={sheet} quote={quote} onClose={onClose} /> : null}
    </Dialog>
  );
}

type SettleValues = {
  supplier_id: string;
  not_lowest: string;
  single_source: { code: QuoteSingleSource | ''; words: string };
};

const needed = (text: string) => (text.trim() ? null : m.ui_required());

function rulesOf(asked: Reasons) {
  return {
    ...(asked.notLowest ? { not_lowest: needed } : {}),
    ...(asked.singleSource
      ? {
          single_source: {
            code: (code: string) => (code ? null : m.quotes_source_needed()),
            words: needed,
          },
        }
      : {}),
  };
}

function SettleForm({ sheet, quote, onClose }: Props & { quote: QuoteView }) {
  const { person } = useMe();
  const keep = useKeepSheet();
  const step = useSheetStep();
  const asked = reasonsFor(sheet, quote);
  const submission = useSubmission({
    name: `purchases.quotes.settle.${sheet.id}`,
    owner: person.id,
    initialValues: {
      supplier_id: quote.supplier.id,
      not_lowest: '',
      single_source: { code: '', words: '' },
    } as SettleValues,
    validate: rulesOf(asked),
    send: ({ supplier_id, not_lowest, single_source: { code, words } }, key) => {
      const single_source = code ? { code, words: words.trim() } : null;
      const body = { supplier_id, not_lowest: not_lowest.trim() || null, single_source };
      return step(settleSheet(sheet, body, key));
    },
    onAccepted: (saved) => {
      keep(saved);
      onClose();
    },
  });
  const { form } = submission;
  // A piece that turned out dearer may need more quotes than the sheet began with: then the server asks.
  const { code, words } = form.values.single_source;
  const single = asked.singleSource || Boolean(form.errors.single_source || code || words);
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p>{m.quotes_take_text({ amount: formatMoney(quote.total ?? '0') })}</p>
      {asked.notLowest || form.errors.not_lowest ? (
        <TextArea
          label={m.quotes_not_lowest()}
          placeholder={m.quotes_not_lowest_example()}
          rows={2}
          {...form.getInputProps('not_lowest')}
        />
      ) : null}
      {single ? (
        <>
          <ChoiceCards
            label={m.quotes_single_source({ needed: sheet.need.quotes })}
            choices={Object.entries(SOURCE_WORDS).map(([value, word]) => ({
              value: value as QuoteSingleSource,
              label: word(),
            }))}
            value={code || null}
            onChange={(value) => form.setFieldValue('single_source.code', value)}
            error={form.errors['single_source.code'] ?? form.errors.single_source}
            data-path="single_source.code"
          />
          <TextInput
            label={m.quotes_single_words()}
            placeholder={m.quotes_single_example()}
            {...form.getInputProps('single_source.words')}
          />
        </>
      ) : null}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.quotes_take()}
        </Button>
      </SubmitBar>
    </form>
  );
}
