import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { usePermission } from '@/api/me';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { LinkButton } from '@/ui/LinkButton';
import type { AssetFilters } from '../filters';
import { totalsQuery } from '../list-queries';
import { BulkBar } from './BulkBar';

interface Props {
  filters: AssetFilters;
  chosen: ReadonlySet<string>;
  /** Everything that the filters let through, also what is not loaded. */
  all: boolean;
  onAll: () => void;
  onClear: () => void;
}

/** What is done with cards ticked in the register: labels for them, or a correction of all alike. */
export function ChosenActs({ filters, chosen, all, onAll, onClear }: Props) {
  const { data: totals } = useQuery(totalsQuery(filters));
  const corrects = usePermission('assets.correct');
  const labels = usePermission('assets.label');
  const filtered = Object.keys(filters).length > 0;
  const count = all ? (totals?.count ?? chosen.size) : chosen.size;
  const search = all ? filters : { ids: [...chosen].join(',') };
  return (
    <BulkBar count={chosen.size > 0 ? count : 0} onClear={onClear}>
      {filtered && !all && totals && totals.count > chosen.size ? (
        <Button variant="default" size="md" onClick={onAll}>
          {m.cards_many_all({ count: formatNumber(totals.count) })}
        </Button>
      ) : null}
      {labels ? (
        <LinkButton variant="default" size="md" to="/assets/labels" search={search}>
          {m.cards_many_labels()}
        </LinkButton>
      ) : null}
      {corrects ? (
        <LinkButton size="md" to="/assets/edit" search={search}>
          {m.cards_many()}
        </LinkButton>
      ) : null}
    </BulkBar>
  );
}
