import { useMe } from '@/api/me';
import type { StockDocumentLine, StockDocumentView } from '@/api/schema';
import { formatExact, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from '@/ui/Paper.module.css';
import { Signature, Signatures, type Signed } from '@/ui/Signature';
import { remarks } from '../remarks';
import { nameOf } from '../shelf';
import sheets from './Sheets.module.css';

interface Props {
  document: StockDocumentView;
  /** As a sheet among others: on a page of its own or not. */
  ownPage?: boolean;
  /** A class signs for pieces, not for money. */
  money?: boolean;
}

/** One document as it is printed and signed. */
export function DocumentPaper({ document, ownPage, money = true }: Props) {
  const { school } = useMe();
  const { purpose, store, to_store: to, repair_case: repair, happened_on: day } = document;
  const { supplier, source_number: receipt } = document;
  return (
    <section
      className={sheets.sheet}
      data-own-page={ownPage || undefined}
      aria-label={document.class?.name ?? document.number}
    >
      <header className={paper.head}>
        <p>{school.name}</p>
        <p className={paper.title}>
          {[document.class?.name, document.kind_text].filter(Boolean).join(' ')}
        </p>
      </header>
      <p className={paper.meta}>
        <span>{to ? m.stores_from_to({ from: store.name, to: to.name }) : store.name}</span>
        <span>{formatExact(day)}</span>
        <span>{document.number}</span>
      </p>
      {purpose ? <p>{m.stores_for({ purpose })}</p> : null}
      {repair ? <p>{m.stores_repair_no({ number: repair.number })}</p> : null}
      {supplier ? (
        <p>{m.stores_supplied_by({ supplier, number: receipt ?? m.ui_none() })}</p>
      ) : null}
      <Lines document={document} money={money} />
      {money ? <p>{m.papers_in_words({ words: document.value_in_words })}</p> : null}
      <Signatures>
        {signedBy(document).map(([label, signed]) => (
          <Signature key={label} label={label} signed={signed} />
        ))}
      </Signatures>
    </section>
  );
}

/** Who signs what: by label, as they are known. */
function signedBy(document: StockDocumentView): [string, Signed[]][] {
  const { recorded_by: by, recorded_at: at, receiver, keeper, counters } = document;
  const known = (name: string | undefined, when: string | null = null): Signed[] =>
    name ? [{ name, at: when }] : [];
  const recorder = known(by.name, at);
  switch (document.kind) {
    case 'issue':
      return [
        [m.stores_handed_out_by(), recorder],
        [
          m.stores_receiver(),
          known(receiver?.name, document.confirmation === 'on_device' ? at : null),
        ],
      ];
    case 'count':
      return [
        [m.stores_count_leader(), recorder],
        [m.stores_counters(), counters.flatMap(({ name }) => known(name))],
        [m.stores_keeper(), known(keeper?.name)],
      ];
    case 'transfer':
      return [
        [m.stores_sent_by(), recorder],
        [m.stores_received_by(), known(receiver?.name)],
      ];
    case 'return':
      return [
        [m.stores_brought_by(), known(receiver?.name)],
        [m.stores_taken_by(), recorder],
      ];
    default:
      return [
        [m.stores_taken_by(), recorder],
        [m.stores_checked_by(), []],
      ];
  }
}

function Lines({ document, money }: { document: StockDocumentView; money: boolean }) {
  const counted = document.kind === 'count';
  return (
    <table className={paper.table}>
      <thead>
        <tr>
          <th scope="col">{m.stores_item()}</th>
          {counted ? (
            <>
              <th scope="col" className={paper.amount}>
                {m.stores_expected()}
              </th>
              <th scope="col" className={paper.amount}>
                {m.stores_counted()}
              </th>
            </>
          ) : (
            <th scope="col" className={paper.amount}>
              {m.stores_quantity()}
            </th>
          )}
          {money ? (
            <th scope="col" className={paper.amount}>
              {m.stores_value()}
            </th>
          ) : null}
          <th scope="col">{m.stores_note()}</th>
        </tr>
      </thead>
      <tbody>
        {document.lines.map((line) => (
          <Line key={line.item.id} line={line} counted={counted} money={money} />
        ))}
        {money ? (
          <tr>
            <td colSpan={counted ? 3 : 2}>{m.stores_sum()}</td>
            <td className={paper.amount}>{formatMoney(document.value)}</td>
            <td />
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

interface LineProps {
  line: StockDocumentLine;
  counted: boolean;
  money: boolean;
}

function Line({ line, counted, money }: LineProps) {
  const { unit } = line.item;
  const amount = (quantity: string) => m.stores_amount({ quantity, unit });
  return (
    <tr>
      <td>{nameOf(line.item)}</td>
      {counted ? (
        <>
          <td className={paper.amount}>{amount(line.expected ?? '0')}</td>
          <td className={paper.amount}>{amount(line.counted ?? '0')}</td>
        </>
      ) : (
        <td className={paper.amount}>{amount(line.quantity)}</td>
      )}
      {money ? <td className={paper.amount}>{formatMoney(line.value)}</td> : null}
      <td>{remarks(line)}</td>
    </tr>
  );
}
