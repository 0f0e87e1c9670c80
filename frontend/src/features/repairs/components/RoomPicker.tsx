import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { treeQuery } from '@/api/places';
import type { LocationNode, LocationRef } from '@/api/schema';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { IconMapPin } from '@/ui/icons';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { SearchField } from '@/ui/SearchField';
import { type Building, buildings, findRooms, refOf } from '../places';
import classes from './RoomPicker.module.css';

interface Props {
  /** Rooms the person is responsible for: on top, one tap. */
  mine: readonly LocationRef[];
  /** The building to begin in: on a walk the next fault is next door. */
  startAt?: string | null;
  onPick: (room: LocationRef) => void;
}

/** Two taps to any room: building, room. Or three digits. */
export function RoomPicker({ mine, startAt = null, onPick }: Props) {
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<string | null>(startAt);
  const tree = useQuery(treeQuery);
  if (!tree.data) {
    return (
      <>
        <MyRooms rooms={mine} onPick={onPick} />
        {tree.error ? (
          <ErrorState error={tree.error} onRetry={() => void tree.refetch()} />
        ) : (
          <PageSkeleton />
        )}
      </>
    );
  }
  const all = buildings(tree.data);
  const building = all.find(({ id }) => id === chosen) ?? (all.length === 1 ? all[0] : undefined);
  function choose({ id, floors }: Building): void {
    // Open ground is a building and a room in one.
    const itself = floors[0]?.rooms.find((room) => room.id === id);
    if (itself) {
      onPick(refOf(itself));
    } else {
      setChosen(id);
    }
  }
  if (all.length === 0) {
    return <EmptyState title={m.repairs_no_places()} text={m.repairs_no_places_hint()} />;
  }
  return (
    <div className={classes.picker}>
      <MyRooms rooms={mine} onPick={onPick} />
      <SearchField
        label={m.repairs_find_room()}
        placeholder={m.repairs_find_room_example()}
        value={words}
        onChange={setWords}
      />
      {words ? (
        <Found rooms={findRooms(tree.data, words)} onPick={onPick} />
      ) : (
        <>
          <fieldset className={classes.group}>
            <legend>{m.repairs_building()}</legend>
            <div className={classes.buildings}>
              {all.map((candidate) => (
                <button
                  key={candidate.id}
                  type="button"
                  className={classes.choice}
                  aria-pressed={candidate.id === building?.id}
                  onClick={() => choose(candidate)}
                >
                  {candidate.name}
                </button>
              ))}
            </div>
          </fieldset>
          {building ? <Rooms building={building} onPick={onPick} /> : null}
        </>
      )}
    </div>
  );
}

function MyRooms({ rooms, onPick }: { rooms: readonly LocationRef[]; onPick: Props['onPick'] }) {
  return rooms.length > 0 ? (
    <fieldset className={classes.group}>
      <legend>{m.repairs_my_rooms()}</legend>
      <div className={classes.found}>
        {rooms.map((room) => (
          <RoomLine key={room.id} room={room} onPick={onPick} />
        ))}
      </div>
    </fieldset>
  ) : null;
}

function Found({ rooms, onPick }: { rooms: LocationNode[]; onPick: Props['onPick'] }) {
  return (
    <div className={classes.found} aria-live="polite">
      {rooms.length === 0 ? <p className={classes.none}>{m.repairs_room_not_found()}</p> : null}
      {rooms.map((room) => (
        <RoomLine key={room.id} room={refOf(room)} onPick={onPick} />
      ))}
    </div>
  );
}

function RoomLine({ room, onPick }: { room: LocationRef; onPick: Props['onPick'] }) {
  return (
    <button type="button" className={classes.line} onClick={() => onPick(room)}>
      <IconMapPin size={20} aria-hidden />
      <span>
        {room.name}
        <span className={classes.path}>{room.path}</span>
      </span>
    </button>
  );
}

function Rooms({ building, onPick }: { building: Building; onPick: Props['onPick'] }) {
  return building.floors.map((floor) => (
    <fieldset key={floor.id} className={classes.group}>
      <legend>{floor.name || building.name}</legend>
      <div className={classes.rooms}>
        {floor.rooms.map((room) => (
          <button
            key={room.id}
            type="button"
            className={classes.choice}
            onClick={() => onPick(refOf(room))}
          >
            {room.name}
          </button>
        ))}
      </div>
    </fieldset>
  ));
}
