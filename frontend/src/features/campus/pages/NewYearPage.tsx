import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { SelectField } from '@/ui/SelectField';
import { proposalQuery, type Wishes } from '../classes/queries';
import { styles } from '../classes/styles';
import { Wizard } from '../classes/Wizard';

/** The yearly wizard: classes move up, rooms and class teachers change. */
export function NewYearPage() {
  const [wishes, setWishes] = useState<Wishes>({});
  const query = useQuery(proposalQuery(wishes));
  const proposal = query.data;
  return (
    <>
      <PageHeader
        back={{ to: '/classes', label: m.classes_title() }}
        title={m.classes_advance()}
        facts={
          proposal
            ? m.classes_advance_to({ from: proposal.to_year, to: proposal.to_year + 1 })
            : null
        }
      />
      <p style={styles.small}>{m.classes_advance_lead()}</p>
      {proposal ? (
        <>
          <WishFields
            wishes={wishes}
            onChange={(patch) => setWishes((before) => ({ ...before, ...patch }))}
            leaving={proposal.leaving_grade}
            fresh={proposal.classes.filter(({ class_id }) => !class_id).length}
          />
          {/* Another wish is another table. */}
          <Wizard key={JSON.stringify(wishes)} proposal={proposal} />
        </>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

interface WishProps {
  wishes: Wishes;
  leaving: number;
  fresh: number;
  onChange: (patch: Wishes) => void;
}

function WishFields({ wishes, leaving, fresh, onChange }: WishProps) {
  const grades = Array.from({ length: 12 }, (_, index) => String(index + 1));
  return (
    <div style={styles.wishes}>
      <SelectField
        label={m.classes_advance_leaving()}
        value={String(leaving)}
        options={grades.map((grade) => ({
          value: grade,
          label: m.classes_advance_grade({ grade }),
        }))}
        onChange={(event) => onChange({ leaving_grade: Number(event.currentTarget.value) })}
      />
      <SelectField
        label={m.classes_advance_new()}
        value={String(fresh)}
        options={Array.from({ length: 31 }, (_, count) => ({
          value: String(count),
          label: String(count),
        }))}
        onChange={(event) => onChange({ new_classes: Number(event.currentTarget.value) })}
      />
      <SelectField
        label={m.classes_advance_rooms()}
        value={wishes.rooms ?? 'keep'}
        options={[
          { value: 'keep', label: m.classes_advance_rooms_keep() },
          { value: 'by_grade', label: m.classes_advance_rooms_by_grade() },
        ]}
        onChange={(event) => onChange({ rooms: event.currentTarget.value as Wishes['rooms'] })}
      />
    </div>
  );
}
