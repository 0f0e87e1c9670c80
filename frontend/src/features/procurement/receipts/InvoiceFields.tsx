import { Button, TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import { IconButton } from '@/ui/IconButton';
import { IconPlus, IconX } from '@/ui/icons';
import { PapersField } from '../components/PapersField';
import classes from './ReceiptForm.module.css';

interface Props {
  numbers: readonly string[];
  onChange: (numbers: string[]) => void;
  /** Ids of the uploads that are the invoices themselves. */
  files: readonly string[];
  onFiles: (ids: string[]) => void;
  /** While one of them is on its way. */
  onWaiting: (waiting: boolean) => void;
  /** Of the whole form: a number's is named invoice_nos.0. */
  errors: Record<string, string>;
}

/** As many as a receipt takes at a time. */
const MOST = 20;

/** Numbers of invoices, one field and more when there are more; and the invoices themselves. */
export function InvoiceFields(props: Props) {
  const { numbers, onChange, errors } = props;
  return (
    <div className={classes.invoices}>
      {numbers.map((number, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: numbers have no id and do not move
        <div key={index} className={classes.invoice}>
          <TextInput
            label={
              numbers.length > 1
                ? m.receipts_invoice_which({ number: index + 1 })
                : m.receipts_invoice()
            }
            description={index === 0 ? m.receipts_invoice_hint() : undefined}
            inputMode="numeric"
            autoComplete="off"
            value={number}
            error={errors[`invoice_nos.${index}`]}
            data-path={`invoice_nos.${index}`}
            onChange={(event) =>
              onChange(numbers.map((one, at) => (at === index ? event.currentTarget.value : one)))
            }
          />
          {numbers.length > 1 ? (
            <IconButton
              label={m.receipts_invoice_remove({ number: index + 1 })}
              onClick={() => onChange(numbers.filter((_, at) => at !== index))}
            >
              <IconX size={20} aria-hidden />
            </IconButton>
          ) : null}
        </div>
      ))}
      {numbers.length < MOST ? (
        <Button
          variant="default"
          size="md"
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => onChange([...numbers, ''])}
        >
          {m.receipts_invoice_add()}
        </Button>
      ) : null}
      <PapersField
        label={m.receipts_invoice_file_add()}
        hint={m.receipts_invoice_file_hint()}
        most={MOST}
        value={props.files}
        onChange={props.onFiles}
        onWaiting={props.onWaiting}
        errors={errors}
        path="invoice_upload_ids"
      />
    </div>
  );
}
