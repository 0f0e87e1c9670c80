import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, read } from '@/api/client';
import type { Holding } from '@/api/schema';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconChecks } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import parts from '../components/RolesPart.module.css';

const WORDS: Record<string, (values: { count: number }) => string> = {
  assets: m.roles_held_assets,
  repair_cases_assigned: m.roles_held_cases_assigned,
  repair_cases_reported: m.roles_held_cases_reported,
  repair_routes: m.roles_held_routes,
  rooms: m.roles_held_rooms,
  classes: m.roles_held_classes,
  role_grants: m.roles_held_roles,
  delegations: m.roles_held_delegations,
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

function HandOver({ item, personId }: { item: Holding; personId: string }): ReactNode {
  switch (item.kind) {
    case 'assets':
      return (
        <Link to="/assets" search={{ custodian_id: personId }}>
          {m.roles_hand_over()}
        </Link>
      );
    case 'repair_cases_assigned':
      return (
        <Link to="/repairs" search={{ view: 'all', state: 'open', worker_id: personId }}>
          {m.roles_hand_over()}
        </Link>
      );
    case 'repair_routes':
      return <Link to="/settings">{m.roles_hand_over()}</Link>;
    case 'classes':
      return <Link to="/classes">{m.roles_hand_over()}</Link>;
    case 'delegations':
      return <Link to="/people/delegations">{m.roles_look()}</Link>;
    default:
      return null;
  }
}
