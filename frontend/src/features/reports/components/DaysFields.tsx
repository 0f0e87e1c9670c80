import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import type { LedgerDays } from '../queries';
import classes from './Reports.module.css';

interface Props {
  days: LedgerDays;
  onDays: (patch: LedgerDays) => void;
  children?: ReactNode;
}

/** Of which period a ledger is read. Any day will do: what it stands on is said beside it. */
export function DaysFields({ days, onDays, children }: Props) {
  const asOf = days.as_of ?? schoolDay();
  return (
    <div className={classes.days} data-screen-only>
      <TextInput
        type="date"
        label={m.reports_from()}
        value={days.from ?? `${asOf.slice(0, 4)}-01-01`}
        max={asOf}
        onChange={(event) => onDays({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={m.reports_as_of()}
        value={asOf}
        onChange={(event) => {
          const day = event.currentTarget.value || undefined;
          // A period that would end before it begins begins with its year instead.
          const from = day && days.from && days.from > day ? undefined : days.from;
          onDays({ as_of: day, from });
        }}
      />
      {children}
    </div>
  );
}
