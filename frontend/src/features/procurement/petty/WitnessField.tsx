import type { PersonRef } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ColleagueField } from '../components/ColleagueField';

interface Props {
  value: PersonRef | null;
  onChange: (person: PersonRef | null) => void;
  error?: string;
}

/** Who saw it. */
export function WitnessField(props: Props) {
  return (
    <ColleagueField
      label={m.petty_witness()}
      description={m.petty_witness_text()}
      data-path="witness_id"
      {...props}
    />
  );
}
