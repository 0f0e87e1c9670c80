import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, read } from '@/api/client';
import { usePermission } from '@/api/me';
import type { LocationView } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { type Icon, IconChevronRight, IconPackage, IconTool } from '@/ui/icons';
import classes from './PlaceLinks.module.css';

/** What is broken here and what stands here, each with its number and its list. */
export function PlaceLinks({ place }: { place: LocationView }) {
  const repairs = usePermission('repair_cases.view');
  const assets = usePermission('assets.view');
  const query = { location_id: place.id };
  const cases = useQuery({
    queryKey: ['repairs', 'totals', query],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/repair-cases/totals', { params: { query }, signal })),
    enabled: repairs,
  });
  const cards = useQuery({
    queryKey: ['registers', 'totals', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/assets/totals', { params: { query }, signal })),
    enabled: assets,
  });
  return repairs || assets ? (
    <ul className={classes.links}>
      {repairs ? (
        <li>
          <Link to="/repairs" search={query} className={classes.link}>
            <Line icon={IconTool} text={m.campus_place_cases()} count={cases.data?.count} />
          </Link>
        </li>
      ) : null}
      {assets ? (
        <li>
          <Link to="/assets" search={query} className={classes.link}>
            <Line icon={IconPackage} text={m.campus_place_cards()} count={cards.data?.count} />
          </Link>
        </li>
      ) : null}
    </ul>
  ) : null;
}

function Line(props: { icon: Icon; text: string; count: number | undefined }) {
  const LineIcon = props.icon;
  return (
    <>
      <LineIcon size={20} stroke={1.6} aria-hidden />
      <span>{props.text}</span>
      <span className={classes.count}>
        {props.count === undefined ? null : formatNumber(props.count)}
      </span>
      <IconChevronRight size={18} aria-hidden />
    </>
  );
}
