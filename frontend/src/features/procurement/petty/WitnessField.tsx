import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe, usePermission } from '@/api/me';
import type { CaseRow, CaseView, PersonRef, PettyPurchaseRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { PersonPicker } from '@/ui/PersonPicker';
import { PickField } from '@/ui/PickField';
import { casesOfLateQuery, lastBoughtQuery } from './queries';

interface Props {
  value: PersonRef | null;
  onChange: (person: PersonRef | null) => void;
  error?: string;
  /** What it was bought for: whoever reported it saw it. */
  repair: CaseView | null;
}

/** Who saw it: anybody of the school, or, for those who may not look through its people, whoever they met in their work. */
export function WitnessField({ repair, ...field }: Props) {
  const looksThroughPeople = usePermission('people.view');
  const shared = { label: m.petty_witness(), 'data-path': 'witness_id', ...field };
  return looksThroughPeople ? (
    <PersonPicker description={m.petty_witness_text()} {...shared} />
  ) : (
    <FromWork repair={repair} {...shared} />
  );
}

function FromWork(props: Props & { label: string; 'data-path': string }) {
  const { value, onChange, repair, ...field } = props;
  const { person, permissions } = useMe();
  const [text, setText] = useState('');
  const bought = useQuery(lastBoughtQuery);
  const seesRepairs = permissions.includes('repair_cases.view');
  const cases = useQuery({ ...casesOfLateQuery, enabled: seesRepairs });
  const known = met(repair, bought.data ?? [], cases.data ?? []);
  return (
    <PickField
      {...field}
      description={m.petty_witness_from_work()}
      placeholder={m.ui_pick_person()}
      chosen={value?.name ?? null}
      onPick={(option) => onChange(option && { id: option.value, name: option.label })}
      options={
        bought.isPending
          ? undefined
          : known
              .filter(({ id, name }) => id !== person.id && name.includes(text.trim()))
              .map(({ id, name }) => ({ value: id, label: name }))
      }
      text={text}
      onText={setText}
    />
  );
}

/** Everybody once, whoever is nearest to it first. */
function met(
  repair: CaseView | null,
  bought: readonly PettyPurchaseRow[],
  cases: readonly CaseRow[],
): PersonRef[] {
  const people = [
    repair?.reporter,
    repair?.entered_by,
    repair?.owner,
    ...bought.flatMap((row) => [row.witness, row.handler]),
    ...cases.flatMap((row) => [row.owner, row.worker]),
  ];
  const once = new Map<string, PersonRef>();
  for (const one of people) {
    if (one && !once.has(one.id)) {
      once.set(one.id, one);
    }
  }
  return [...once.values()];
}
