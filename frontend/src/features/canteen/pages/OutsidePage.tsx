import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutsideInspectionView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Facts } from '@/ui/Facts';
import { PageHeader } from '@/ui/PageHeader';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { StatusBadge } from '@/ui/StatusBadge';
import { refreshCanteen, strikeOutside } from '../acts';
import classes from '../components/Canteen.module.css';
import { OutsideFindings } from '../components/OutsideFindings';
import { Paper } from '../components/PaperPhotos';
import { CANTEEN, outsidePage, outsideQuery } from '../queries';
import { AUTHORITY_WORDS, RESULT_TONES, RESULT_WORDS } from '../words';

/** One inspection from outside: what they found, and how far it is mended. */
export function OutsidePage({ inspectionId }: { inspectionId: string }) {
  const { data: inspection } = useSuspenseQuery(outsideQuery(inspectionId));
  const queryClient = useQueryClient();
  const [striking, setStriking] = useState(false);
  return (
    <>
      <PageHeader
        title={`${AUTHORITY_WORDS[inspection.authority]()} · ${inspection.inspectors}`}
        back={{ to: '/canteen/papers', label: m.canteen_papers() }}
        facts={<Badges inspection={inspection} />}
      />
      {inspection.struck ? (
        <p className={classes.line}>
          {m.canteen_struck_by({
            name: inspection.struck.by.name,
            reason: inspection.struck.reason,
          })}
        </p>
      ) : null}
      <div className={classes.form}>
        <Facts items={facts(inspection)} />
        <OutsideFindings inspection={inspection} />
        <Paper pages={inspection.attachments} address={outsidePage(inspection.id)} />
        {inspection.may_strike ? (
          <div className={classes.acts} data-screen-only>
            <Button variant="default" onClick={() => setStriking(true)}>
              {m.canteen_strike()}
            </Button>
          </div>
        ) : null}
      </div>
      <ReasonDialog
        name={`canteen.strike-outside.${inspection.id}`}
        title={m.canteen_strike()}
        reasonLabel={m.canteen_strike_reason()}
        text={m.canteen_strike_text()}
        shown={CANTEEN}
        act={(reason, key) => strikeOutside(inspection, reason, key)}
        onDone={() => void refreshCanteen(queryClient)}
        open={striking}
        onClose={() => setStriking(false)}
      />
    </>
  );
}

function Badges({ inspection }: { inspection: OutsideInspectionView }) {
  return (
    <>
      {inspection.late ? <StatusBadge tone="waiting">{m.canteen_late()}</StatusBadge> : null}
      {inspection.struck ? (
        <StatusBadge tone="off">{m.canteen_struck()}</StatusBadge>
      ) : (
        <StatusBadge tone={RESULT_TONES[inspection.result]}>
          {RESULT_WORDS[inspection.result]()}
        </StatusBadge>
      )}
    </>
  );
}

function facts(inspection: OutsideInspectionView) {
  return [
    { label: m.canteen_happened_at(), value: <DateText value={inspection.happened_at} hour /> },
    { label: m.canteen_result(), value: RESULT_WORDS[inspection.result]() },
    { label: m.canteen_penalty(), value: inspection.penalty ?? undefined },
    { label: m.canteen_outside_said(), value: inspection.said ?? undefined },
    { label: m.canteen_recorded_at(), value: <DateText value={inspection.recorded_at} hour /> },
    { label: m.canteen_recorded_by(), value: inspection.recorded_by.name },
  ];
}
