import { Link } from '@tanstack/react-router';
import type { LocationNode } from '@/api/schema';
import classes from './RoomTiles.module.css';

/** Rooms side by side, as one walks past their doors. */
export function RoomTiles({ places }: { places: readonly LocationNode[] }) {
  return (
    <ul className={classes.tiles}>
      {places.map((place) => (
        <li key={place.id}>
          <Link
            to="/places/$locationId"
            params={{ locationId: place.id }}
            className={classes.tile}
            preload={false}
          >
            <span className={classes.name}>{place.name}</span>
            {place.responsible_person ? (
              <span className={classes.person}>{place.responsible_person.name}</span>
            ) : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
