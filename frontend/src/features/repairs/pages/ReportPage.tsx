import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/me';
import { treeQuery } from '@/api/places';
import type { CaseView, LocationRef } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { Reported } from '../components/Reported';
import { ReportForm } from '../components/ReportForm';
import { RoomPicker } from '../components/RoomPicker';
import { buildings, refOf } from '../places';
import classes from './ReportPage.module.css';

interface Props {
  /** The room in the URL: a link from the home page or from a room. */
  locationId: string | undefined;
  /** What is broken, when one comes from its card. */
  assetId: string | undefined;
  /** Writes the room into the URL; undefined: choose another one. */
  onRoom: (id: string | undefined) => void;
}

/** Where, what, send. One's own classroom is there already. */
export function ReportPage({ locationId, assetId, onRoom }: Props) {
  const { rooms } = useMe();
  const [elsewhere, setElsewhere] = useState(false);
  const [reported, setReported] = useState<CaseView[] | null>(null);
  const mine = rooms.length === 1 && !elsewhere ? rooms[0]?.id : undefined;
  const id = locationId ?? mine;
  function change(): void {
    setElsewhere(true);
    onRoom(undefined);
  }
  return (
    <div className={classes.page}>
      <PageHeader title={m.repairs_report_title()} />
      {reported ? (
        <Reported
          signedIn
          cases={reported}
          onAnother={() => {
            setReported(null);
            change();
          }}
        />
      ) : id ? (
        <InRoom
          key={id}
          id={id}
          assetId={assetId}
          onRoom={onRoom}
          onChange={change}
          onReported={setReported}
        />
      ) : (
        <RoomPicker mine={rooms} startAt={lastBuilding()} onPick={(room) => onRoom(room.id)} />
      )}
    </div>
  );
}

/** On a walk the next fault is in the same building; kept until the tab closes. */
const LAST_BUILDING = 'steward.report.building';

function lastBuilding(): string | null {
  try {
    return sessionStorage.getItem(LAST_BUILDING);
  } catch {
    return null;
  }
}

function rememberBuilding(id: string): void {
  try {
    sessionStorage.setItem(LAST_BUILDING, id);
  } catch {
    // A private window: the picker then begins anew.
  }
}

interface InRoomProps {
  id: string;
  assetId: string | undefined;
  onRoom: (id: string) => void;
  onChange: () => void;
  onReported: (cases: CaseView[]) => void;
}

function InRoom({ id, assetId, onRoom, onChange, onReported }: InRoomProps) {
  const { rooms } = useMe();
  const mine = rooms.find((room) => room.id === id);
  const tree = useQuery({ ...treeQuery, enabled: !mine });
  const node = tree.data?.find((candidate) => candidate.id === id);
  const room: LocationRef | undefined = mine ?? (node ? refOf(node) : undefined);
  if (!room) {
    if (tree.data) {
      return <RoomPicker mine={rooms} onPick={(picked) => onRoom(picked.id)} />;
    }
    return tree.error ? (
      <ErrorState error={tree.error} onRetry={() => void tree.refetch()} />
    ) : (
      <PageSkeleton />
    );
  }
  return (
    <ReportForm
      room={room}
      assetId={assetId}
      onChange={onChange}
      onReported={(cases) => {
        const building = buildings(tree.data ?? []).find(({ floors }) =>
          floors.some((floor) => floor.rooms.some((candidate) => candidate.id === id)),
        );
        if (building) {
          rememberBuilding(building.id);
        }
        window.scrollTo(0, 0);
        onReported(cases);
      }}
    />
  );
}
