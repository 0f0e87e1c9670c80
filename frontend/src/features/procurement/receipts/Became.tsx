import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { GoodsReceiptResult } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Folded } from '@/ui/Folded';
import { IconBuildingWarehouse, IconCheck, IconPackage } from '@/ui/icons';
import classes from './Receipts.module.css';

/** Cards that are named at once; more are folded. */
const FEW = 6;

/** What an accepted line became, each by its number: to be opened by those who may. */
export function Became({ results }: { results: readonly GoodsReceiptResult[]; unit: string }) {
  const [first] = results;
  if (!first) {
    return null;
  }
  if (first.kind === 'used') {
    return (
      <p className={classes.became}>
        <IconCheck size={20} aria-hidden />
        {m.receipts_became_used()}
      </p>
    );
  }
  const cards = first.kind === 'card';
  const ResultIcon = cards ? IconPackage : IconBuildingWarehouse;
  const list = (
    <ul className={classes.results}>
      {results.map((result) => (
        <li key={result.record_id}>
          <Result result={result} />
        </li>
      ))}
    </ul>
  );
  return (
    <div className={classes.became}>
      <ResultIcon size={20} aria-hidden />
      <span>
        {cards ? m.receipts_became_cards({ count: results.length }) : m.receipts_became_lot()}
      </span>
      {results.length > FEW ? <Folded title={m.receipts_card_numbers()}>{list}</Folded> : list}
    </div>
  );
}

function Result({ result: { kind, record_id, record_number } }: { result: GoodsReceiptResult }) {
  const { permissions } = useMe();
  if (kind === 'card' && record_id && permissions.includes('assets.view')) {
    return (
      <Link to="/assets/$assetId" params={{ assetId: record_id }} className={classes.link}>
        {record_number}
      </Link>
    );
  }
  return kind === 'stock' && record_id && permissions.includes('stores.view') ? (
    <Link
      to="/stores/documents/$documentId"
      params={{ documentId: record_id }}
      className={classes.link}
    >
      {record_number}
    </Link>
  ) : (
    <span>{record_number}</span>
  );
}
