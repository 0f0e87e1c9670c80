import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { Holding } from '@/api/schema';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconChecks } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import parts from '../components/RolesPart.module.css';

const WORDS: Record<string, (values: { count: number }) => string> = {
  assets: m.roles_held_assets,
  repair_cases_assigned: m.roles_held_cases_assigned,
  repair_cases_reported: m.roles_held_cases_reported,
  repair_routes: m.roles_held_routes,
  inspection_plans: m.roles_held_inspection_plans,
  inspection_rounds: m.roles_held_inspection_rounds,
  canteen_findings: m.roles_held_canteen_findings,
  rooms: m.roles_held_rooms,
  classes: m.roles_held_classes,
  role_grants: m.roles_held_roles,
  delegations: m.roles_held_delegations,
};

/** What lets somebody see the page where a kind of thing is handed over. */
const NEEDED: Record<string, string> = {
  assets: 'assets.view',
  repair_cases_assigned: 'repair_cases.view',
  repair_routes: 'repair_routes.view',
  inspection_plans: 'inspections.manage',
  classes: 'classes.view',
  delegations: 'people.view',
};

/** What is in somebody's hands, each with the way to hand it over. */
export function Holdings({ personId }: { personId: string }) {
  const query = useQuery({
    queryKey: ['campus', 'people', 'holdings', personId],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/people/{id}/holdings', { params: { path: { id: personId } }, signal })),
  });
  return (
    <ListView
      rows={query.data?.items}
      error={query.error}
      onRetry={() => void query.refetch()}
      filtered={false}
      onClearFilters={() => {}}
      empty={<EmptyState icon={IconChecks} title={m.roles_held_nothing()} />}
    >
      {(items) => (
        <ul className={parts.roles}>
          {items.map((item) => (
            <li key={item.kind} className={parts.role}>
              <div className={parts.what}>
                <p className={parts.title}>
                  {WORDS[item.kind]?.({ count: item.count }) ?? item.kind}
                </p>
                <Named item={item} />
              </div>
              <HandOver item={item} personId={personId} />
            </li>
          ))}
        </ul>
      )}
    </ListView>
  );
}

function Named({ item }: { item: Holding }) {
  if (item.kind === 'rooms') {
    return (
      <p className={parts.facts}>
        {item.first.map((room) => (
          <Link key={room.id} to="/places/$locationId" params={{ locationId: room.id }}>
            {room.title}
          </Link>
        ))}
      </p>
    );
  }
  return item.first.length > 0 ? (
    <p className={parts.facts}>
      {item.first.map((thing) => thing.title).join(m.ui_list_separator())}
    </p>
  ) : null;
}

/** The way to the page where it is handed over, for whoever gets in there. */
function HandOver({ item, personId }: { item: Holding; personId: string }): ReactNode {
  const { permissions } = useMe();
  const needed = NEEDED[item.kind];
  if (!needed || !permissions.includes(needed)) {
    return null;
  }
  const looks = { variant: 'subtle' } as const;
  switch (item.kind) {
    case 'assets':
      return (
        <LinkButton {...looks} to="/assets" search={{ custodian_id: personId }}>
          {m.roles_hand_over()}
        </LinkButton>
      );
    case 'repair_cases_assigned':
      return (
        <LinkButton
          {...looks}
          to="/repairs"
          search={{ view: 'all', state: 'open', worker_id: personId }}
        >
          {m.roles_hand_over()}
        </LinkButton>
      );
    case 'repair_routes':
      return (
        <LinkButton {...looks} to="/settings">
          {m.roles_hand_over()}
        </LinkButton>
      );
    case 'inspection_plans':
      return (
        <LinkButton {...looks} to="/inspections/plans">
          {m.roles_hand_over()}
        </LinkButton>
      );
    case 'classes':
      return (
        <LinkButton {...looks} to="/classes">
          {m.roles_hand_over()}
        </LinkButton>
      );
    case 'delegations':
      return (
        <LinkButton {...looks} to="/people/delegations">
          {m.roles_look()}
        </LinkButton>
      );
    default:
      return null;
  }
}
