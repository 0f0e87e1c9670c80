import type { ClassView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { Folded } from '@/ui/Folded';

export interface ClassChoiceProps {
  here: readonly ClassView[];
  leftOut: readonly string[];
  onToggle: (id: string) => void;
}

/** Who gets something: everybody, until one is left out. */
export function ClassChoice({ here, leftOut, onToggle }: ClassChoiceProps) {
  return (
    <Folded
      title={m.stores_classes()}
      text={m.stores_classes_count({ count: here.length - leftOut.length })}
    >
      {here.map(({ id, name }) => (
        <CheckField
          key={id}
          label={name}
          checked={!leftOut.includes(id)}
          onChange={() => onToggle(id)}
        />
      ))}
    </Folded>
  );
}
