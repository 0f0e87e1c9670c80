import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import type { CaseRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { CardList } from '@/ui/CardList';
import { ListView } from '@/ui/ListView';
import { byBuilding, byUrgency, type Group } from '../day';
import { type CaseFilters, dayQuery } from '../queries';
import type { Action } from '../words';
import { ActionCard } from './ActionCard';
import classes from './DayList.module.css';

interface Props {
  title: string;
  filters: CaseFilters;
  /** By building for whoever walks, by urgency for whoever hands out; else as the server says. */
  order?: 'building' | 'urgency' | 'server';
  except?: readonly Action[];
  empty: ReactNode;
}

/** Open cases one can act on right here. */
export function DayList({ title, filters, order = 'server', except, empty }: Props) {
  const id = useId();
  const { data, error, refetch } = useQuery(dayQuery(filters));
  return (
    <section className={classes.day} aria-labelledby={id}>
      <h2 id={id}>
        {title}
        {data && data.items.length > 0 ? (
          <span className={classes.count}>{m.repairs_total({ count: data.items.length })}</span>
        ) : null}
      </h2>
      <ListView
        rows={data?.items}
        error={error}
        onRetry={() => void refetch()}
        filtered={false}
        onClearFilters={() => {}}
        empty={empty}
      >
        {(rows) =>
          order === 'building' ? (
            byBuilding(rows).map((group) => (
              <BuildingGroup key={group.name} group={group} except={except} />
            ))
          ) : (
            <CardList
              label={title}
              rows={order === 'urgency' ? byUrgency(rows) : rows}
              rowKey={(row) => row.id}
              card={(row: CaseRow) => <ActionCard row={row} except={except} />}
            />
          )
        }
      </ListView>
    </section>
  );
}

function BuildingGroup({ group, except }: { group: Group; except?: readonly Action[] }) {
  return (
    <div className={classes.building}>
      <h3>
        {group.name}
        <span className={classes.count}>{m.repairs_total({ count: group.rows.length })}</span>
      </h3>
      <CardList
        label={group.name}
        rows={group.rows}
        rowKey={(row) => row.id}
        card={(row) => <ActionCard row={row} place={group.placeOf(row)} except={except} />}
      />
    </div>
  );
}
