import { Button, TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { PersonPicker, type PickedPerson } from '@/ui/PersonPicker';
import { PlacePicker } from '@/ui/PlacePicker';
import classes from './Canteen.module.css';

export type FindingValue = {
  said: string;
  place_id: string;
  responsible_id: PickedPerson | null;
  due_on: string;
  report: boolean;
};

const emptyFinding = (): FindingValue => ({
  said: '',
  place_id: '',
  responsible_id: null,
  due_on: '',
  report: false,
});

interface Props {
  findings: readonly FindingValue[];
  errors: Record<string, string>;
  onChange: (findings: FindingValue[]) => void;
}

/** What was found, each with who sees to it and until when. */
export function FindingsField({ findings, errors, onChange }: Props) {
  const change = (at: number, patch: Partial<FindingValue>) =>
    onChange(findings.map((one, index) => (index === at ? { ...one, ...patch } : one)));
  return (
    <>
      {findings.map((finding, at) => (
        <Finding
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are added at the end and taken away by number
          key={at}
          at={at}
          finding={finding}
          errors={errors}
          onChange={(patch) => change(at, patch)}
          onRemove={() => onChange(findings.filter((_, index) => index !== at))}
        />
      ))}
      <div data-path="findings" tabIndex={-1}>
        <Button variant="default" onClick={() => onChange([...findings, emptyFinding()])}>
          {m.canteen_add_finding()}
        </Button>
        {errors.findings ? <p role="alert">{errors.findings}</p> : null}
      </div>
    </>
  );
}

interface LineProps {
  at: number;
  finding: FindingValue;
  errors: Record<string, string>;
  onChange: (patch: Partial<FindingValue>) => void;
  onRemove: () => void;
}

function Finding({ at, finding, errors, onChange, onRemove }: LineProps) {
  const path = (field: string) => `findings.${at}.${field}`;
  return (
    <fieldset className={classes.line}>
      <legend>{m.canteen_finding({ number: at + 1 })}</legend>
      <TextInput
        label={m.canteen_finding_said()}
        placeholder={m.canteen_finding_example()}
        value={finding.said}
        error={errors[path('said')]}
        data-path={path('said')}
        onChange={(event) => onChange({ said: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <PersonPicker
          label={m.canteen_responsible()}
          value={finding.responsible_id}
          error={errors[path('responsible_id')]}
          data-path={path('responsible_id')}
          onChange={(responsible_id) => onChange({ responsible_id })}
        />
        <TextInput
          type="date"
          label={m.canteen_due_on()}
          value={finding.due_on}
          error={errors[path('due_on')]}
          data-path={path('due_on')}
          onChange={(event) => onChange({ due_on: event.currentTarget.value })}
        />
      </div>
      <PlacePicker
        label={m.canteen_finding_place()}
        description={m.canteen_finding_place_text()}
        value={finding.place_id || null}
        error={errors[path('place_id')]}
        data-path={path('place_id')}
        onChange={(id) => onChange({ place_id: id ?? '' })}
      />
      <CheckField
        label={m.canteen_finding_report()}
        checked={finding.report}
        onChange={(event) => onChange({ report: event.currentTarget.checked })}
      />
      <div>
        <Button variant="subtle" onClick={onRemove}>
          {m.canteen_finding_remove()}
        </Button>
      </div>
    </fieldset>
  );
}
