import { useEffect, useRef } from 'react';
import type { RepairCategory } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { IconAlertTriangle } from '@/ui/icons';
import { CATEGORY_ICONS } from '../words';
import classes from './CategoryPicker.module.css';

export interface FaultValue {
  category: RepairCategory;
  /** Null: the question is not answered (or not asked), which counts as no. */
  danger: boolean | null;
}

interface Choice {
  code: RepairCategory;
  title: string;
  danger_question?: string | null;
}

interface Props {
  categories: readonly Choice[];
  value: FaultValue[];
  onChange: (faults: FaultValue[]) => void;
  error?: React.ReactNode;
}

/** The big buttons; several may be broken at once. Where it can be dangerous, one plain question follows. */
export function CategoryPicker({ categories, value, onChange, error }: Props) {
  function toggle(category: RepairCategory): void {
    const rest = value.filter((fault) => fault.category !== category);
    onChange(rest.length < value.length ? rest : [...value, { category, danger: null }]);
  }
  function answer(category: RepairCategory, danger: boolean): void {
    onChange(value.map((fault) => (fault.category === category ? { ...fault, danger } : fault)));
  }
  return (
    <div className={classes.picker}>
      <fieldset aria-describedby={error ? 'faults-error' : undefined}>
        <legend className={classes.legend}>{m.repairs_what_broke()}</legend>
        <div className={classes.grid}>
          {categories.map(({ code, title }, index) => {
            const CategoryIcon = CATEGORY_ICONS[code];
            return (
              <label key={code} className={classes.card}>
                <input
                  type="checkbox"
                  name="faults"
                  value={code}
                  checked={value.some((fault) => fault.category === code)}
                  onChange={() => toggle(code)}
                  data-path={index === 0 ? 'faults' : undefined}
                />
                <CategoryIcon size={28} stroke={1.5} aria-hidden />
                <span>{title}</span>
              </label>
            );
          })}
        </div>
        {error ? (
          <p id="faults-error" className={classes.error}>
            {error}
          </p>
        ) : null}
      </fieldset>
      {questions(categories, value).map(({ category, question, danger }) => (
        <DangerQuestion
          key={category}
          question={question}
          danger={danger}
          onAnswer={(yes) => answer(category, yes)}
        />
      ))}
    </div>
  );
}

function questions(categories: readonly Choice[], value: FaultValue[]) {
  return value.flatMap(({ category, danger }) => {
    const choice = categories.find(({ code }) => code === category);
    return choice?.danger_question ? [{ category, danger, question: choice.danger_question }] : [];
  });
}

const ANSWERS = [
  { value: 'no', label: m.repairs_danger_no },
  { value: 'yes', label: m.repairs_danger_yes },
] as const;

function DangerQuestion(props: {
  question: string;
  danger: boolean | null;
  onAnswer: (yes: boolean) => void;
}) {
  const { question, danger } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the question would appear behind the send button, and nobody would see it.
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={box} className={classes.question} data-danger={danger || undefined}>
      <ChoiceCards
        label={question}
        choices={ANSWERS.map(({ value, label }) => ({ value, label: label() }))}
        value={danger === null ? null : danger ? 'yes' : 'no'}
        onChange={(value) => props.onAnswer(value === 'yes')}
      />
      {danger ? (
        <p className={classes.alarm} role="status">
          <IconAlertTriangle size={18} aria-hidden />
          {m.repairs_danger_hint()}
        </p>
      ) : null}
    </div>
  );
}
