import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '@/i18n/messages';
import { IconChevronRight } from '@/ui/icons';
import type { Branch } from '../place-tree';
import classes from './Building.module.css';
import { RoomTiles } from './RoomTiles';

/** Which buildings were open, so that "back" from a room finds them so. Lasts as long as the page. */
const opened = new Map<string, boolean>();

interface Props {
  branch: Branch;
  /** Small schools see everything at once. */
  initiallyOpen: boolean;
}

/** A building as a section of floors; its rooms are drawn only while it is open. */
export function Building({ branch, initiallyOpen }: Props) {
  const { place, rooms } = branch;
  const [open, setOpen] = useState(opened.get(place.id) ?? initiallyOpen);
  return (
    <details
      className={classes.building}
      open={open}
      onToggle={(event) => {
        opened.set(place.id, event.currentTarget.open);
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        <IconChevronRight size={18} aria-hidden />
        <h2>{place.name}</h2>
        <span className={classes.count}>{m.campus_place_rooms({ count: rooms })}</span>
      </summary>
      {open ? (
        <div className={classes.inside}>
          <Floors branch={branch} />
          <Link to="/places/$locationId" params={{ locationId: place.id }} className={classes.more}>
            {m.campus_place_open({ name: place.name })}
            <IconChevronRight size={16} aria-hidden />
          </Link>
        </div>
      ) : null}
    </details>
  );
}

function Floors({ branch }: { branch: Branch }) {
  const floors = branch.children.filter((child) => child.place.kind === 'floor');
  const direct = branch.children.filter((child) => child.place.kind !== 'floor');
  return (
    <>
      {floors.map((floor) => (
        <section key={floor.place.id} className={classes.floor} aria-label={floor.place.name}>
          <h3>
            <Link to="/places/$locationId" params={{ locationId: floor.place.id }}>
              {floor.place.name}
            </Link>
          </h3>
          <RoomTiles places={floor.children.map((child) => child.place)} />
        </section>
      ))}
      {direct.length > 0 ? <RoomTiles places={direct.map((child) => child.place)} /> : null}
    </>
  );
}
