import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { pages } from '@/api/keyset';
import { usePermission } from '@/api/me';
import type { LocationView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Facts } from '@/ui/Facts';
import { IconPrinter, IconTool } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { AddPlace } from '../components/AddPlace';
import { ClosePlace } from '../components/ClosePlace';
import { EditPlace } from '../components/EditPlace';
import { MovePlace } from '../components/MovePlace';
import { PlaceLinks } from '../components/PlaceLinks';
import { cardOfPlace, placeColumns } from '../components/place-columns';
import { SignPreview } from '../components/SignPreview';
import { childrenQuery, placeQuery } from '../queries';
import { kindWord } from '../words';
import classes from './PlacePage.module.css';

/** One place: what it is, who looks after it, what is broken in it, what stands in it. */
export function PlacePage({ locationId, things }: { locationId: string; things?: ReactNode }) {
  const { data: place } = useSuspenseQuery(placeQuery(locationId));
  const reports = usePermission('repair_cases.report');
  const above = place.path.split(' / ').slice(0, -1).join(' / ');
  const hasDoors = place.kind !== 'room' && place.kind !== 'zone';
  return (
    <>
      <PageHeader
        back={{ to: '/places', label: m.shell_nav_places() }}
        number={above || undefined}
        title={place.name}
        facts={shortFacts(place)}
        actions={<Acts place={place} hasDoors={hasDoors} />}
        primary={
          reports && !hasDoors && place.active ? (
            <LinkButton
              to="/repairs/new"
              search={{ location_id: place.id }}
              leftSection={<IconTool size={18} aria-hidden />}
            >
              {m.shell_report()}
            </LinkButton>
          ) : null
        }
      />
      <div className={classes.columns}>
        <div className={classes.main}>
          <PlaceLinks place={place} />
          <Facts items={facts(place)} />
          {place.kind === 'room' ? null : <Children place={place} />}
          {hasDoors ? null : things}
        </div>
        {place.sign_code && place.active ? (
          <aside className={classes.aside}>
            <SignPreview place={place} />
          </aside>
        ) : null}
      </div>
    </>
  );
}

function shortFacts(place: LocationView): string {
  const closed = place.active ? null : m.campus_closed_mark();
  return [closed, kindWord(place.kind), place.room_use].filter(Boolean).join(' · ');
}

function Acts({ place, hasDoors }: { place: LocationView; hasDoors: boolean }) {
  const lists = usePermission('assets.view');
  return (
    <>
      {usePermission('places.manage') ? <Managing place={place} /> : null}
      {hasDoors ? (
        <LinkButton
          variant="default"
          to="/places/signs"
          search={{ under: place.id }}
          leftSection={<IconPrinter size={18} aria-hidden />}
        >
          {m.campus_signs_print()}
        </LinkButton>
      ) : null}
      {hasDoors && lists ? (
        <LinkButton
          variant="default"
          to="/places/$locationId/list"
          params={{ locationId: place.id }}
          leftSection={<IconPrinter size={18} aria-hidden />}
        >
          {m.cards_here_list()}
        </LinkButton>
      ) : null}
    </>
  );
}

/** What whoever looks after the places does with one. */
function Managing({ place }: { place: LocationView }) {
  return (
    <>
      {place.active ? (
        <>
          <AddPlace parent={place} />
          <EditPlace place={place} />
          <MovePlace place={place} />
        </>
      ) : null}
      <ClosePlace place={place} />
    </>
  );
}

function facts(place: LocationView) {
  const person = { label: m.campus_place_person(), value: place.responsible_person?.name };
  const use = { label: m.campus_place_use(), value: place.room_use };
  const isDoor = place.kind === 'room' || place.kind === 'zone';
  return isDoor ? [use, person] : [person];
}

function Children({ place }: { place: LocationView }) {
  const query = useInfiniteQuery(childrenQuery(place.id));
  return (
    <section aria-labelledby="inside">
      <h2 id="inside" className={classes.heading}>
        {m.campus_place_inside()}
      </h2>
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={false}
        onClearFilters={() => {}}
        empty={<EmptyState title={m.campus_place_empty()} text={m.campus_place_empty_text()} />}
      >
        {(rows) => (
          <DataTable
            label={m.campus_place_inside()}
            columns={placeColumns()}
            rows={rows}
            rowKey={(row) => row.id}
            card={cardOfPlace}
            paging={query}
          />
        )}
      </ListView>
    </section>
  );
}
