import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useMe } from '@/api/me';
import type { AssetCategoryView, StockItemRow } from '@/api/schema';
import { categoriesQuery, itemsQuery } from './queries';
import type { DestinationValues, LineValues } from './receipt-form';

export const itemName = ({ name, spec }: Pick<StockItemRow, 'name' | 'spec'>): string =>
  spec ? `${name} ${spec}` : name;

/** What an item of a store fills in. */
export const asItem = (item: StockItemRow | undefined) => ({
  item_id: item?.id ?? '',
  item_name: item ? itemName(item) : '',
  item_unit: item?.unit ?? '',
  item_food: item?.food?.group ?? ('' as const),
  item_cold: item?.food ? item.food.storage !== 'ambient' : false,
  quantity: '',
});

function only<T>(all: readonly T[]): T | undefined {
  return all.length === 1 ? all[0] : undefined;
}

/**
 * What a line becomes by its name: an item of the store that is called the same, a card where a kind of furniture or
 * machine is called so and the school's rules ask for one. Only what is not in doubt.
 */
export function guessed(
  { name, proposal }: Pick<LineValues, 'name' | 'proposal'>,
  items: readonly StockItemRow[],
  categories: readonly AssetCategoryView[],
): Partial<DestinationValues> | null {
  const first = name.split(' ')[0] ?? '';
  const item = only(
    items.filter((one) => !one.retired && [itemName(one), one.name].includes(name)),
  );
  const category = only(
    categories.filter(
      ({ name_zh, aliases }) =>
        [name, first].includes(name_zh) || aliases.some((alias) => [name, first].includes(alias)),
    ),
  );
  const code = category ? { category_code: category.code } : {};
  if (item) {
    return { kind: 'stock', ...asItem(item), ...code };
  }
  const carded = category?.kind === 'fixed_asset' && proposal !== 'no_card';
  return category ? { ...(carded ? { kind: 'cards' } : {}), ...code } : null;
}

/** Fills that in once, where nobody has chosen yet. */
export function useGuess(
  line: LineValues,
  onGuess: (destination: Partial<DestinationValues>) => void,
): void {
  const { permissions } = useMe();
  const items = useQuery({ ...itemsQuery, enabled: permissions.includes('stores.keep') });
  const categories = useQuery({
    ...categoriesQuery,
    enabled: permissions.includes('assets.view'),
  });
  const settled = !items.isLoading && !categories.isLoading;
  const { name, proposal } = line;
  const { kind, category_code, item_id } = line.destination;
  // Food is known to become some; which item it is, is still to be found.
  const done = useRef(Boolean((kind && !line.food_ordered) || category_code || item_id));
  const told = useRef({ onGuess });
  told.current = { onGuess };
  useEffect(() => {
    if (settled && !done.current) {
      done.current = true;
      const guess = guessed({ name, proposal }, items.data ?? [], categories.data ?? []);
      if (guess) {
        told.current.onGuess(guess);
      }
    }
  }, [settled, name, proposal, items.data, categories.data]);
}
