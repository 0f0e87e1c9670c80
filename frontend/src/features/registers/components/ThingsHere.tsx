import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { pages } from '@/api/keyset';
import { usePermission } from '@/api/me';
import type { AssetRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Dialog } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { IconPlus, IconPrinter } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { RowCheck } from '@/ui/RowCheck';
import { assetsQuery } from '../list-queries';
import { BulkBar } from './BulkBar';
import { MoveForm } from './MoveForm';
import classes from './ThingsHere.module.css';

/** What stands in a room, with a way to carry several things elsewhere at once. */
export function ThingsHere({ locationId }: { locationId: string }) {
  const query = useInfiniteQuery(assetsQuery({ location_id: locationId, sort: 'asset_no' }));
  const moves = usePermission('assets.move');
  const registers = usePermission('assets.register');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [moving, setMoving] = useState(false);
  const rows = pages(query.data);
  const things = rows?.filter(({ id }) => chosen.has(id)) ?? [];
  const toggle = (id: string) =>
    setChosen((now) => {
      const next = new Set(now);
      return next.delete(id) ? next : next.add(id);
    });
  const done = () => {
    setMoving(false);
    setChosen(new Set());
  };
  return (
    <section aria-labelledby="things" className={classes.section}>
      <div className={classes.head}>
        <h2 id="things">{m.cards_here()}</h2>
        <LinkButton
          variant="default"
          to="/places/$locationId/list"
          params={{ locationId }}
          leftSection={<IconPrinter size={18} aria-hidden />}
        >
          {m.cards_here_list()}
        </LinkButton>
        {registers ? (
          <LinkButton
            variant="default"
            to="/assets/new"
            search={{ location_id: locationId }}
            leftSection={<IconPlus size={18} aria-hidden />}
          >
            {m.cards_here_register()}
          </LinkButton>
        ) : null}
      </div>
      <ListView
        rows={rows}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={false}
        onClearFilters={() => {}}
        empty={<EmptyState title={m.cards_here_none()} text={m.cards_here_none_text()} />}
      >
        {(all) => (
          <ul className={classes.list}>
            {all.map((row) => (
              <Thing
                key={row.id}
                row={row}
                chosen={chosen.has(row.id)}
                onToggle={moves ? () => toggle(row.id) : undefined}
              />
            ))}
          </ul>
        )}
      </ListView>
      {query.hasNextPage ? (
        <Link to="/assets" search={{ location_id: locationId }} className={classes.more}>
          {m.cards_here_more()}
        </Link>
      ) : null}
      <BulkBar count={things.length} onClear={() => setChosen(new Set())}>
        <Button size="md" onClick={() => setMoving(true)}>
          {m.cards_here_move()}
        </Button>
      </BulkBar>
      <Dialog
        title={m.cards_move_many_title({ count: things.length })}
        open={moving}
        onClose={() => setMoving(false)}
      >
        <MoveForm things={things} onDone={done} />
      </Dialog>
    </section>
  );
}

function Thing(props: { row: AssetRow; chosen: boolean; onToggle: (() => void) | undefined }) {
  const { row } = props;
  return (
    <li className={classes.thing}>
      {props.onToggle ? (
        <RowCheck
          label={m.ui_choose({ name: `${row.name} ${row.asset_no}` })}
          checked={props.chosen}
          onChange={props.onToggle}
        />
      ) : null}
      <Link to="/assets/$assetId" params={{ assetId: row.id }} className={classes.link}>
        <span className={classes.name}>{row.name}</span>
        <span className={classes.facts}>
          {[row.asset_no, row.spec_model, row.custodian?.name].filter(Boolean).join(' · ')}
        </span>
      </Link>
      <span className={classes.count}>{`${row.quantity} ${row.unit}`}</span>
    </li>
  );
}
