import { useSuspenseQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { usePermission } from '@/api/me';
import { treeQuery } from '@/api/places';
import { m } from '@/i18n/messages';
import { EmptyState, FilteredEmptyState } from '@/ui/EmptyState';
import { IconBuilding, IconPlus } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { SearchField } from '@/ui/SearchField';
import { matches } from '@/ui/words';
import { AddPlace } from '../components/AddPlace';
import { Building } from '../components/Building';
import { RoomTiles } from '../components/RoomTiles';
import { branches } from '../place-tree';
import classes from './PlacesPage.module.css';

/** Beyond this, buildings start closed: nobody scrolls past a thousand doors. */
const ALL_OPEN = 240;
/** Hits shown; more are a wrong word. */
const MOST_HITS = 200;

interface Props {
  q: string;
  onSearch: (q: string) => void;
}

/** The school as buildings, floors and doors. */
export function PlacesPage({ q, onSearch }: Props) {
  const manages = usePermission('places.manage');
  const { data: places } = useSuspenseQuery(treeQuery);
  const typed = useDeferredValue(q);
  return (
    <>
      <PageHeader
        title={m.shell_nav_places()}
        facts={places.length > 0 ? m.campus_places_count({ count: places.length }) : null}
        actions={
          manages && places.length > 0 ? (
            <>
              <LinkButton variant="default" to="/places/closed">
                {m.campus_closed()}
              </LinkButton>
              <AddPlace parent={null} />
            </>
          ) : null
        }
        primary={
          manages ? (
            <LinkButton to="/places/generate" leftSection={<IconBuilding size={18} aria-hidden />}>
              {m.campus_generate()}
            </LinkButton>
          ) : null
        }
      />
      {places.length === 0 ? (
        <EmptyState
          icon={IconPlus}
          title={m.campus_places_none()}
          text={manages ? m.campus_places_none_text() : m.campus_places_none_reader()}
          action={manages ? <AddPlace parent={null} /> : undefined}
        />
      ) : (
        <>
          <search className={classes.search}>
            <SearchField label={m.campus_places_search()} value={q} onChange={onSearch} />
          </search>
          {typed ? <Hits q={typed} onClear={() => onSearch('')} /> : <Tree />}
        </>
      )}
    </>
  );
}

function Hits({ q, onClear }: { q: string; onClear: () => void }) {
  const { data: places } = useSuspenseQuery(treeQuery);
  const hits = useMemo(
    () => places.filter((place) => matches(q, place.path, place.responsible_person?.name)),
    [places, q],
  );
  if (hits.length === 0) {
    return <FilteredEmptyState onClear={onClear} />;
  }
  return (
    <>
      <p className={classes.hits} role="status">
        {hits.length > MOST_HITS
          ? m.campus_places_hits_more({ shown: MOST_HITS, count: hits.length })
          : m.campus_places_hits({ count: hits.length })}
      </p>
      <div className={classes.wide}>
        <RoomTiles
          places={hits.slice(0, MOST_HITS).map((place) => ({ ...place, name: place.path }))}
        />
      </div>
    </>
  );
}

function Tree() {
  const { data: places } = useSuspenseQuery(treeQuery);
  const tops = useMemo(() => branches(places), [places]);
  const campuses = tops.filter((top) => top.place.kind === 'campus');
  const rest = tops.filter((top) => top.place.kind !== 'campus');
  const open = places.length <= ALL_OPEN;
  const buildings = (list: typeof tops) =>
    list
      .filter((branch) => branch.place.kind === 'building' || branch.place.kind === 'floor')
      .map((branch) => <Building key={branch.place.id} branch={branch} initiallyOpen={open} />);
  const loose = (list: typeof tops) =>
    list.filter((branch) => branch.place.kind === 'room' || branch.place.kind === 'zone');
  return (
    <div className={classes.tree}>
      {campuses.map((campus) => (
        <section key={campus.place.id} className={classes.tree}>
          <h2 className={classes.campus}>{campus.place.name}</h2>
          {buildings(campus.children)}
          <RoomTiles places={loose(campus.children).map((branch) => branch.place)} />
        </section>
      ))}
      {buildings(rest)}
      {loose(rest).length > 0 ? (
        <RoomTiles places={loose(rest).map((branch) => branch.place)} />
      ) : null}
    </div>
  );
}
