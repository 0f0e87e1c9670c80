import { Button } from '@mantine/core';
import type { CardChange, EditedAssets } from '@/api/schema';
import { formatDate, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { fieldOf } from '../card-fields';
import { type CategoryNames, useCategoryNames } from '../category-names';
import classes from '../pages/EditAssetsPage.module.css';
import { statusOptions } from '../words';

interface Props {
  found: EditedAssets;
  stale: boolean;
  /** Leaves cards out; only where cards are named. */
  onDrop?: (ids: readonly string[]) => void;
}

/** What the change would do: counted, the cards that refuse it, and the first before and after. */
export function EditPreview({ found, stale, onDrop }: Props) {
  const categories = useCategoryNames();
  const count = formatNumber(found.refused.length);
  return (
    <div className={classes.result} data-stale={stale || undefined} aria-busy={stale}>
      <p role="status">
        {m.cards_many_count({
          cards: formatNumber(found.cards),
          changed: formatNumber(found.changed),
        })}
      </p>
      {found.refused.length > 0 ? (
        <div className={classes.refused}>
          <h3>{m.cards_many_refused({ count })}</h3>
          <p>{m.cards_many_refused_text()}</p>
          <ul>
            {found.refused.map((card) => (
              <li key={card.id}>{`${card.asset_no} · ${card.reason}`}</li>
            ))}
          </ul>
          {onDrop ? (
            <div>
              <Button
                variant="default"
                size="md"
                onClick={() => onDrop(found.refused.map(({ id }) => id))}
              >
                {m.cards_many_refused_drop({ count })}
              </Button>
            </div>
          ) : null}
        </div>
      ) : null}
      <ul className={classes.result}>
        {found.examples.map((card) => (
          <li key={card.id}>
            <p className={classes.name}>{`${card.asset_no} ${card.name}`}</p>
            {lines(card, categories).map(({ key, label, before, after }) => (
              <p key={key} className={classes.line}>
                <span className={classes.quiet}>{label}</span>
                <del>{before}</del>
                <span aria-hidden>→</span>
                <ins>{after}</ins>
              </p>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The server tells both sides as it stores them. */
function lines(card: CardChange, categories: CategoryNames) {
  const before = card.before as Record<string, unknown>;
  const after = card.after as Record<string, unknown>;
  return Object.keys(after).map((key) => ({
    key,
    label: fieldOf(key)?.label() ?? null,
    before: shown(key, before[key], categories),
    after: shown(key, after[key], categories),
  }));
}

function shown(key: string, value: unknown, categories: CategoryNames): string {
  if (value === null || value === undefined || value === '') {
    return m.ui_none();
  }
  const text = typeof value === 'object' ? Object.values(value).join(' ') : String(value);
  switch (fieldOf(key)?.kind) {
    case 'status':
      return statusOptions().find((status) => status.value === text)?.label ?? text;
    case 'category':
      return categories.get(text) ?? text;
    case 'date':
      return formatDate(text);
    default:
      return text;
  }
}
