import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, read } from '@/api/client';
import type { AssetView } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { IconChevronRight, IconTool } from '@/ui/icons';
import classes from './AssetCases.module.css';

/** Repairs still open where this thing stands; the API cannot yet list those of one card. */
export function AssetCases({ asset }: { asset: AssetView }) {
  const query = { location_id: asset.location?.id, state: 'open' };
  const { data } = useQuery({
    queryKey: ['repairs', 'totals', query],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/repair-cases/totals', { params: { query }, signal })),
  });
  return (
    <section aria-labelledby="cases">
      <h2 id="cases" className="sr-only">
        {m.registers_cases()}
      </h2>
      <Link to="/repairs" search={{ location_id: asset.location?.id }} className={classes.link}>
        <IconTool size={20} stroke={1.6} aria-hidden />
        <span>{m.registers_cases_here({ place: asset.location?.name ?? '' })}</span>
        <span className={classes.count}>{data ? formatNumber(data.count) : null}</span>
        <IconChevronRight size={18} aria-hidden />
      </Link>
    </section>
  );
}
