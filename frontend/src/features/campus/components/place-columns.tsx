import { Link } from '@tanstack/react-router';
import type { LocationView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Column } from '@/ui/DataTable';
import { kindWord } from '../words';
import card from './card.module.css';

function PlaceLink({ place }: { place: LocationView }) {
  return (
    <Link to="/places/$locationId" params={{ locationId: place.id }}>
      {place.name}
    </Link>
  );
}

export function placeColumns(): Column<LocationView>[] {
  return [
    { key: 'name', header: m.campus_place_name(), cell: (row) => <PlaceLink place={row} /> },
    { key: 'kind', header: m.campus_place_kind(), cell: (row) => kindWord(row.kind) },
    { key: 'use', header: m.campus_place_use(), cell: (row) => row.room_use ?? m.ui_none() },
    {
      key: 'person',
      header: m.campus_place_person(),
      cell: (row) => row.responsible_person?.name ?? m.ui_none(),
    },
  ];
}

export function cardOfPlace(row: LocationView) {
  return (
    <>
      <PlaceLink place={row} />
      <p className={card.small}>
        {[kindWord(row.kind), row.room_use, row.responsible_person?.name]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
}
