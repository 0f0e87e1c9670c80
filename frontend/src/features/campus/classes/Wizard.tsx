import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { AdvanceClasses, Advanced, AdvanceProposal, ProposedClass } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { announce } from '@/ui/notices';
import { PersonPicker, type PickedPerson } from '@/ui/PersonPicker';
import { PlacePicker } from '@/ui/PlacePicker';
import { SubmitBar } from '@/ui/SubmitBar';
import { Preview } from './Preview';
import { advance } from './queries';
import { styles } from './styles';
import { Whole } from './Whole';

interface Row {
  of: ProposedClass;
  size: string;
  room: string | null;
  teacher: PickedPerson | null;
}

function rowsOf(proposal: AdvanceProposal): Row[] {
  return proposal.classes.map((of) => ({
    of,
    size: of.size === null || of.size === undefined ? '' : String(of.size),
    room: of.room?.id ?? null,
    teacher: of.class_teacher ?? null,
  }));
}

function bodyOf(proposal: AdvanceProposal, rows: readonly Row[], dry_run: boolean): AdvanceClasses {
  const stays = rows.filter(({ of }) => of.name_after);
  return {
    to_year: proposal.to_year,
    leaving_grade: proposal.leaving_grade,
    state: proposal.state,
    dry_run,
    classes: stays.map(({ of, size, room, teacher }) => ({
      class_id: of.class_id,
      number: of.number,
      size: size ? Number(size) : null,
      room_id: room,
      class_teacher_id: teacher?.id ?? null,
    })),
  };
}

/** The table of the new school year: edited, looked at as changes, done at once. */
export function Wizard({ proposal }: { proposal: AdvanceProposal }) {
  const [rows, setRows] = useState(() => rowsOf(proposal));
  const [seen, setSeen] = useState<Advanced | null>(null);
  const { person } = useMe();
  const queryClient = useQueryClient();
  const router = useRouter();
  const submission = useSubmission({
    name: `campus.advance.${proposal.to_year}`,
    owner: person.id,
    initialValues: {},
    send: (_, key) => advance(bodyOf(proposal, rows, seen === null), key),
    onAccepted: async (answer) => {
      if (!answer.advance) {
        setSeen(answer);
        return;
      }
      await queryClient.invalidateQueries({ queryKey: ['campus'] });
      announce(m.classes_advance_done(), m.classes_advance_done_text());
      await router.navigate({ to: '/classes' });
    },
  });
  const change = (index: number, patch: Partial<Row>) =>
    setRows((before) => before.map((row, at) => (at === index ? { ...row, ...patch } : row)));
  return (
    <form onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      {seen ? (
        <Preview changes={seen.changes} />
      ) : (
        <div style={styles.rows}>
          {rows.map((row, index) => (
            <WizardRow
              key={row.of.class_id ?? `new-${row.of.number}`}
              row={row}
              onChange={(patch) => change(index, patch)}
            />
          ))}
        </div>
      )}
      <SubmitBar>
        {seen ? (
          <Button variant="default" onClick={() => setSeen(null)}>
            {m.classes_advance_back()}
          </Button>
        ) : null}
        <Button type="submit" loading={submission.sending}>
          {seen ? m.classes_advance_do({ count: rows.length }) : m.classes_advance_look()}
        </Button>
      </SubmitBar>
    </form>
  );
}

function WizardRow({ row, onChange }: { row: Row; onChange: (patch: Partial<Row>) => void }) {
  const { of } = row;
  const before = of.name_before ?? m.classes_advance_new_class();
  if (!of.name_after) {
    return (
      <div style={styles.row}>
        <strong>{before}</strong>
        <span style={styles.small}>{m.classes_advance_leaves()}</span>
      </div>
    );
  }
  const name = of.name_after;
  return (
    <fieldset style={styles.row} aria-label={name}>
      <strong>{m.classes_advance_row({ before, after: name })}</strong>
      <Whole
        label={m.classes_size()}
        value={row.size}
        onChange={(event) => onChange({ size: event.currentTarget.value.replace(/\D/g, '') })}
      />
      <PlacePicker
        label={m.classes_room()}
        kinds={['room']}
        value={row.room}
        onChange={(room) => onChange({ room })}
      />
      <PersonPicker
        label={m.classes_teacher()}
        value={row.teacher}
        onChange={(teacher) => onChange({ teacher })}
      />
    </fieldset>
  );
}
