import { useState } from 'react';
import type { AttachmentView, GoodsReceiptLine, GoodsReceiptView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { AttachedFiles, type FileAddress } from '@/ui/AttachedFiles';
import { FileViewer } from '@/ui/FileViewer';
import { Money } from '@/ui/Money';
import { Became } from './Became';
import { foodWords } from './food-words';
import { photoAddress } from './queries';
import classes from './Receipts.module.css';
import { ToBecome } from './ToBecome';
import { worthOf } from './values';

/** Line by line: what came, what was taken and refused, what it became; and what all of it is worth. */
export function ReceiptLines({ receipt }: { receipt: GoodsReceiptView }) {
  const [shown, setShown] = useState<AttachmentView | null>(null);
  const address: FileAddress = (id, size) => photoAddress(receipt.id, id, size);
  const accepted = Boolean(receipt.accepted_at);
  return (
    <section aria-labelledby="lines">
      <h2 id="lines" className="sr-only">
        {m.receipts_section_what()}
      </h2>
      <ol className={classes.lines}>
        {receipt.lines.map((line) => (
          <li key={line.order_position} className={classes.line}>
            <Line line={line} />
            <AttachedFiles files={photosOf(receipt, line)} address={address} onShow={setShown} />
            {accepted ? (
              <Became results={line.became} unit={line.unit} />
            ) : (
              <ToBecome line={line} />
            )}
          </li>
        ))}
      </ol>
      <FileViewer files={receipt.attachments} address={address} shown={shown} onShow={setShown} />
      {accepted && receipt.total ? (
        <p className={classes.total}>
          <span>
            {m.purchases_total()} <Money amount={receipt.total} />
          </span>
          {receipt.total_in_words ? (
            <span className={classes.words}>
              {m.petty_in_words({ words: receipt.total_in_words })}
            </span>
          ) : null}
        </p>
      ) : null}
    </section>
  );
}

/** Each photo says by its caption of what it is; under the first line of that name when there are two. */
function photosOf(receipt: GoodsReceiptView, line: GoodsReceiptLine): AttachmentView[] {
  const first = receipt.lines.find(({ name, refused }) => name === line.name && refused !== '0');
  return first === line ? receipt.attachments.filter(({ caption }) => caption === line.name) : [];
}

function Line({ line }: { line: GoodsReceiptLine }) {
  const amount = (quantity: string) => m.purchases_quantity({ quantity, unit: line.unit });
  const refused = line.refused !== '0';
  const value = worthOf(line);
  return (
    <>
      <p className={classes.head}>
        <span className={classes.name}>{line.name}</span>
        {value ? <Money amount={value} /> : null}
      </p>
      <dl className={classes.counts}>
        <div>
          <dt>{m.receipts_delivered()}</dt>
          <dd>{amount(line.delivered)}</dd>
        </div>
        <div>
          <dt>{m.receipts_accepted()}</dt>
          <dd>{amount(line.accepted)}</dd>
        </div>
        {refused ? (
          <div data-refused>
            <dt>{m.receipts_refused()}</dt>
            <dd>{amount(line.refused)}</dd>
          </div>
        ) : null}
      </dl>
      {line.food ? <p className={classes.food}>{foodWords(line)}</p> : null}
      {line.short_lived ? <p className={classes.why}>{m.receipts_short_lived()}</p> : null}
      {refused ? (
        <p className={classes.why}>
          {[m.receipts_refused_for({ reason: line.refusal_reason ?? '' }), line.refused_goods_text]
            .filter(Boolean)
            .join(' · ')}
        </p>
      ) : null}
    </>
  );
}
