import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useMe, usePermission } from '@/api/me';
import { treeQuery } from '@/api/places';
import { formatNumber } from '@/i18n/format';
import { language } from '@/i18n/locale';
import { m } from '@/i18n/messages';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { IconPrinter } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { isClassroom, type ListForm, RoomList } from '../components/RoomList';
import { type Room, roomsOf } from '../inventory';
import { everyCardQuery, MOST_READ, roomUsesQuery } from '../list-queries';
import classes from './RoomListPage.module.css';

export interface RoomListSearch {
  form?: ListForm;
  copies?: 1;
  /** Also rooms that hold nothing. */
  empty?: true;
}

interface Props {
  locationId: string;
  search: RoomListSearch;
  onChange: (patch: Partial<RoomListSearch>) => void;
}

/** What stands in a room, to be signed and pinned up; of a building a page for each room. */
export function RoomListPage({ locationId, search, onChange }: Props) {
  const { place, many, rooms, cut, error, retry } = useRooms(locationId, search.empty ?? false);
  const copies = search.copies ?? 2;
  const counted = rooms && {
    rooms: formatNumber(rooms.length),
    pages: formatNumber(rooms.length * copies),
  };
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{
            to: '/places/$locationId',
            params: { locationId },
            label: place?.name ?? m.labels_list_back(),
          }}
          title={m.labels_list_title()}
          facts={counted && m.labels_list_facts(counted)}
          primary={
            rooms && rooms.length > 0 ? (
              <Button
                leftSection={<IconPrinter size={18} aria-hidden />}
                onClick={() => window.print()}
              >
                {m.ui_print()}
              </Button>
            ) : null
          }
        />
        <Options search={search} onChange={onChange} only={many ? undefined : rooms?.[0]} />
        {cut ? (
          <p role="alert" className={classes.cut}>
            {m.labels_list_cut({ count: formatNumber(MOST_READ) })}
          </p>
        ) : null}
      </div>
      {rooms ? (
        <Sheets rooms={rooms} form={search.form} copies={copies} />
      ) : (
        <NotYet error={error} onRetry={retry} />
      )}
    </>
  );
}

function NotYet({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return error ? <ErrorState error={error} onRetry={onRetry} /> : <PageSkeleton />;
}

function useRooms(locationId: string, withEmpty: boolean) {
  const tree = useQuery(treeQuery);
  const cards = useQuery(everyCardQuery({ location_id: locationId }));
  const uses = useQuery(roomUsesQuery);
  const all = useMemo(
    () =>
      tree.data && cards.data && uses.data
        ? roomsOf(tree.data, locationId, cards.data, uses.data, language())
        : undefined,
    [tree.data, cards.data, uses.data, locationId],
  );
  const place = tree.data?.find(({ id }) => id === locationId);
  const many = place !== undefined && place.kind !== 'room' && place.kind !== 'zone';
  return {
    place,
    many,
    rooms: all?.filter(({ lines }) => !many || withEmpty || lines.length > 0),
    cut: cards.data !== undefined && cards.data.length >= MOST_READ,
    error: tree.error ?? cards.error ?? uses.error,
    retry: () => void cards.refetch(),
  };
}

function Sheets(props: { rooms: readonly Room[]; form: ListForm | undefined; copies: number }) {
  const { school } = useMe();
  const values = usePermission('assets.view_values');
  const copies = Array.from({ length: props.copies }, (_, copy) => copy);
  return props.rooms.length > 0 ? (
    <div className={classes.sheets}>
      {props.rooms.flatMap((room) =>
        copies.map((copy) => (
          <RoomList
            key={`${room.id}-${copy}`}
            room={room}
            school={school.name}
            form={props.form}
            copy={props.copies > 1 ? copy : null}
            values={values}
          />
        )),
      )}
    </div>
  ) : (
    <EmptyState title={m.labels_list_none()} text={m.labels_list_none_text()} />
  );
}

function Options(props: Omit<Props, 'locationId'> & { only: Room | undefined }) {
  const { search, onChange } = props;
  return (
    <div className={classes.options}>
      <ChoiceCards
        label={m.labels_list_copies()}
        value={search.copies === 1 ? 'one' : 'two'}
        onChange={(next) => onChange({ copies: next === 'one' ? 1 : undefined })}
        choices={[
          { value: 'two', label: m.labels_list_two(), hint: m.labels_list_two_hint() },
          { value: 'one', label: m.labels_list_one(), hint: m.labels_list_one_hint() },
        ]}
      />
      {props.only === undefined ? (
        <ChoiceCards
          label={m.labels_list_which()}
          value={search.empty ? 'all' : 'filled'}
          onChange={(next) => onChange({ empty: next === 'all' ? true : undefined })}
          choices={[
            { value: 'filled', label: m.labels_list_only_filled() },
            { value: 'all', label: m.labels_list_empty() },
          ]}
        />
      ) : (
        <ChoiceCards
          label={m.labels_list_form()}
          value={search.form ?? (isClassroom(props.only) ? 'class' : 'room')}
          onChange={(form) => onChange({ form })}
          choices={[
            { value: 'class', label: m.labels_list_class() },
            { value: 'room', label: m.labels_list_room() },
          ]}
        />
      )}
    </div>
  );
}
