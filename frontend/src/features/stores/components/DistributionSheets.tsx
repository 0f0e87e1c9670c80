import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StockDistribution, StockDistributionSheets } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { Signature, Signatures } from '@/ui/Signature';
import { SignedScans } from '@/ui/SignedScans';
import { WarningBox } from '@/ui/WarningBox';
import { sheetsQuery } from '../queries';
import { nameOf } from '../shelf';
import { DocumentPaper } from './DocumentPaper';
import { PlanPaper } from './PlanPaper';
import sheets from './Sheets.module.css';

/** What was allowed, what was short, and a sheet a class to sign: the paper of the thirtieth of August. */
export function DistributionSheets({ distribution }: { distribution: StockDistribution }) {
  const { data } = useSuspenseQuery(sheetsQuery(distribution.id));
  const [ownPage, setOwnPage] = useState(false);
  return (
    <>
      <div data-screen-only>
        {data.shortages.length > 0 ? (
          <WarningBox
            title={m.stores_was_short({ count: data.shortages.length })}
            text={m.stores_was_short_text()}
          />
        ) : null}
        <CheckField
          label={m.stores_own_page()}
          checked={ownPage}
          onChange={(event) => setOwnPage(event.currentTarget.checked)}
        />
      </div>
      <PrintSheet kind="form">
        <PlanPaper distribution={distribution} />
        <div className={paper.paper}>
          {data.shortages.length > 0 ? <Shortages {...data} /> : null}
          {data.documents.map((document) => (
            <DocumentPaper key={document.id} document={document} ownPage={ownPage} money={false} />
          ))}
        </div>
      </PrintSheet>
      <SignedScans kind="stock-distributions" id={distribution.id} />
    </>
  );
}

function Shortages({ documents, shortages }: StockDistributionSheets) {
  const first = documents[0];
  return (
    <section className={sheets.sheet} data-own-page aria-labelledby="short">
      <header className={paper.head}>
        <h2 id="short" className={paper.title}>
          {m.stores_shortage_list()}
        </h2>
      </header>
      <p className={paper.meta}>
        <span>{first?.store.name}</span>
        <span>{first ? formatExact(first.happened_on) : null}</span>
      </p>
      <table className={paper.table}>
        <thead>
          <tr>
            <th scope="col">{m.stores_class()}</th>
            <th scope="col">{m.stores_item()}</th>
            <th scope="col" className={paper.amount}>
              {m.stores_wanted()}
            </th>
            <th scope="col" className={paper.amount}>
              {m.stores_given()}
            </th>
          </tr>
        </thead>
        <tbody>
          {shortages.map(({ class: one, item, wanted, given }) => (
            <tr key={`${one.id} ${item.id}`}>
              <td>{one.name}</td>
              <td>{nameOf(item)}</td>
              <td className={paper.amount}>
                {m.stores_amount({ quantity: wanted, unit: item.unit })}
              </td>
              <td className={paper.amount}>
                {m.stores_amount({ quantity: given, unit: item.unit })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Signatures>
        <Signature
          label={m.stores_made_by()}
          signed={first ? [{ name: first.recorded_by.name, at: first.recorded_at }] : []}
        />
        <Signature label={m.stores_reviewed_by()} signed={[]} />
        <Signature label={m.stores_head()} signed={[]} />
      </Signatures>
    </section>
  );
}
