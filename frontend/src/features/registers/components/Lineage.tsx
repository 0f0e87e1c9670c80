import { Link } from '@tanstack/react-router';
import type { AssetView } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { IconAlertTriangle } from '@/ui/icons';
import classes from './Lineage.module.css';

/** Of a card that was taken back: when and why. It stays to be read. */
export function VoidBanner({ asset }: { asset: AssetView }) {
  return asset.voided_at ? (
    <div className={classes.banner} role="status">
      <IconAlertTriangle size={20} aria-hidden />
      <div>
        <p className={classes.strong}>{m.cards_voided()}</p>
        <p>
          {m.cards_voided_text({
            date: formatExact(asset.voided_at),
            reason: asset.void_reason ?? '',
          })}
        </p>
      </div>
    </div>
  ) : null;
}

/** The card this one came from, the cards that came from it, and those registered with it. */
export function Lineage({ asset }: { asset: AssetView }) {
  const { split_from, split_into, batch_id } = asset;
  return split_from || split_into.length > 0 || batch_id ? (
    <div className={classes.lines}>
      {split_from ? (
        <p className={classes.line}>
          <span>{m.cards_split_from()}</span>
          <CardLink card={split_from} />
        </p>
      ) : null}
      {split_into.length > 0 ? (
        <p className={classes.line}>
          <span>{m.cards_split_into()}</span>
          {split_into.map((card) => (
            <CardLink key={card.id} card={card} />
          ))}
        </p>
      ) : null}
      {batch_id ? (
        <p className={classes.line}>
          <Link to="/assets" search={{ batch_id }} className={classes.link}>
            {m.cards_same_batch()}
          </Link>
        </p>
      ) : null}
    </div>
  ) : null;
}

function CardLink({ card }: { card: { id: string; asset_no: string } }) {
  return (
    <Link to="/assets/$assetId" params={{ assetId: card.id }} className={classes.link}>
      {card.asset_no}
    </Link>
  );
}
