import type { ReactNode } from 'react';
import type { RepairDamage } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ChoiceCards } from '@/ui/ChoiceCards';

interface Props {
  value: RepairDamage | null;
  onChange: (damage: RepairDamage) => void;
  error?: ReactNode;
  'data-path': string;
}

/** Wear or damage: nobody is blamed by a default, so nothing is chosen beforehand. */
export function DamageChoice(props: Props) {
  return (
    <ChoiceCards<RepairDamage>
      {...props}
      label={m.repairs_damage()}
      choices={[
        {
          value: 'natural_wear',
          label: m.repairs_damage_natural_wear(),
          hint: m.repairs_damage_natural_wear_hint(),
        },
        {
          value: 'human_damage',
          label: m.repairs_damage_human_damage(),
          hint: m.repairs_damage_human_damage_hint(),
        },
      ]}
    />
  );
}
