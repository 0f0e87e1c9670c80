import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { treeQuery } from '@/api/places';
import { problemOf } from '@/api/problem';
import type { InspectionFinding, RepairCategory } from '@/api/schema';
import { m } from '@/i18n/messages';
import { uuid } from '@/offline/uuid';
import { CheckField } from '@/ui/CheckField';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { refreshInspections, reportFinding } from '../acts';
import classes from '../components/Walk.module.css';
import { type Floor, floorsOf, keepFloor, lastFloor } from '../floors';
import { categoriesQuery, roundQuery } from '../queries';

/** Monday's walk: the floor stays, the room is one tap, what is broken there the second. */
export function WalkPage({ roundId }: { roundId: string }) {
  const { data: round } = useSuspenseQuery(roundQuery(roundId));
  const { data: tree } = useSuspenseQuery(treeQuery);
  const floors = floorsOf(tree, round.location?.id ?? null);
  const [chosen, setChosen] = useState(lastFloor);
  const floor = floors.find(({ id }) => id === chosen) ?? floors[0];
  const [found, setFound] = useState<InspectionFinding[]>([]);
  return (
    <div className={classes.walk}>
      <PageHeader
        number={round.number}
        title={m.inspections_walk()}
        back={{
          to: '/inspections/rounds/$roundId',
          params: { roundId },
          label: round.checklist.name,
        }}
      />
      {floor ? (
        <>
          <SelectField
            label={m.inspections_floor()}
            value={floor.id}
            onChange={(event) => {
              keepFloor(event.currentTarget.value);
              setChosen(event.currentTarget.value);
            }}
          >
            {floors.map(({ id, path }) => (
              <option key={id} value={id}>
                {path}
              </option>
            ))}
          </SelectField>
          <OnFloor
            key={floor.id}
            roundId={roundId}
            floor={floor}
            onFound={(one) => {
              keepFloor(floor.id);
              setFound((before) => [one, ...before]);
            }}
          />
        </>
      ) : (
        <EmptyState title={m.inspections_no_rooms()} text={m.inspections_no_rooms_text()} />
      )}
      <Found found={found} />
      <SubmitBar>
        <LinkButton to="/inspections/rounds/$roundId/hold" params={{ roundId }}>
          {m.inspections_walk_done()}
        </LinkButton>
      </SubmitBar>
    </div>
  );
}

interface FloorProps {
  roundId: string;
  floor: Floor;
  onFound: (finding: InspectionFinding) => void;
}

function OnFloor({ roundId, floor, onFound }: FloorProps) {
  const queryClient = useQueryClient();
  const categories = useQuery(categoriesQuery);
  const only = floor.rooms.length === 1 ? floor.rooms[0]?.id : undefined;
  const [room, setRoom] = useState<string | null>(only ?? null);
  const [text, setText] = useState('');
  const [danger, setDanger] = useState(false);
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  // A second attempt after a lost answer is the same fault, not another one.
  const key = useRef(uuid());
  async function report(category: RepairCategory): Promise<void> {
    if (!room || sending) return;
    setSending(true);
    setTrouble(null);
    try {
      const body = { location_id: room, category, danger, text: text.trim() || null };
      const answer = await reportFinding(roundId, body, key.current);
      key.current = uuid();
      setText('');
      setDanger(false);
      onFound(answer.finding);
      void refreshInspections(queryClient);
    } catch (error) {
      const problem = problemOf(error);
      // What the server refused is over; what never arrived is sent again under its key.
      if (problem) key.current = uuid();
      setTrouble(problem?.detail ?? m.inspections_not_sent());
    } finally {
      setSending(false);
    }
  }
  return (
    <>
      <fieldset className={classes.rooms}>
        <legend>{m.inspections_room()}</legend>
        {floor.rooms.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className={classes.button}
            aria-pressed={room === id}
            onClick={() => setRoom(id)}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <div className={classes.more}>
        <TextInput
          label={m.inspections_fault_words()}
          placeholder={m.inspections_fault_example()}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <CheckField
          label={m.inspections_danger()}
          checked={danger}
          onChange={(event) => setDanger(event.currentTarget.checked)}
        />
      </div>
      <fieldset className={classes.categories}>
        <legend>{room ? m.inspections_what_broke() : m.inspections_room_first()}</legend>
        {(categories.data ?? []).map(({ code, title }) => (
          <button
            key={code}
            type="button"
            className={classes.button}
            disabled={!room || sending}
            onClick={() => void report(code)}
          >
            {title}
          </button>
        ))}
      </fieldset>
      {trouble ? <p role="alert">{trouble}</p> : null}
    </>
  );
}

/** What was written down on this walk, the newest first. */
function Found({ found }: { found: InspectionFinding[] }) {
  return (
    <section aria-label={m.inspections_found_so_far()} aria-live="polite">
      <p>{m.inspections_found({ count: found.length })}</p>
      <ul className={classes.found}>
        {found.map((one) => (
          <li key={one.id}>
            {one.location?.name} · {one.text}{' '}
            {one.repair ? (
              <Link to="/repairs/$caseId" params={{ caseId: one.repair.id }}>
                {one.repair.number}
              </Link>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
