import { useState } from 'react';
import type { AttachmentView, GoodsReceiptView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { AttachedFiles, type FileAddress } from '@/ui/AttachedFiles';
import { FileViewer } from '@/ui/FileViewer';
import { photoAddress } from './queries';
import classes from './Receipts.module.css';

/** The invoices themselves, as they came: at the gate or with the voucher. */
export function InvoiceFiles({ receipt }: { receipt: GoodsReceiptView }) {
  const [shown, setShown] = useState<AttachmentView | null>(null);
  const address: FileAddress = (id, size) => photoAddress(receipt.id, id, size);
  const { invoice_files: files } = receipt;
  return files.length > 0 ? (
    <section className={classes.files} aria-labelledby="invoices">
      <h2 id="invoices">{m.receipts_invoice_files()}</h2>
      <AttachedFiles files={files} address={address} onShow={setShown} />
      <FileViewer files={files} address={address} shown={shown} onShow={setShown} />
    </section>
  ) : null;
}
