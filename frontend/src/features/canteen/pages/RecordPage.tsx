import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { useMe } from '@/api/me';
import type { CanteenRecordKind, CanteenRecordView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Facts } from '@/ui/Facts';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { ReasonDialog } from '@/ui/ReasonDialog';
import {
  handOverSample,
  refreshCanteen,
  releaseSample,
  sealSample,
  storeSample,
  strikeRecord,
} from '../acts';
import classes from '../components/Canteen.module.css';
import { DiscardDialog } from '../components/DiscardDialog';
import { Marks } from '../components/Marks';
import { Said } from '../components/Said';
import { CANTEEN, recordQuery } from '../queries';
import { KIND_WORDS, MEAL_WORDS } from '../words';

/** Where a record of a kind is written anew, and who may. */
const ANEW = {
  morning_check: { to: '/canteen/morning-check', needs: 'canteen.health_keep' },
  food_sample: { to: '/canteen/samples', needs: 'canteen.keep' },
  disinfection: { to: '/canteen/disinfection', needs: 'canteen.keep' },
  accompanied_meal: { to: '/canteen/accompany', needs: 'canteen.accompany' },
  leftovers: { to: '/canteen/leftovers', needs: 'canteen.keep' },
  training: { to: '/canteen/training', needs: 'canteen.keep' },
  survey: { to: '/canteen/survey', needs: 'canteen.keep' },
} as const satisfies Record<CanteenRecordKind, { to: string; needs: string }>;

type Open = 'store' | 'discard' | 'seal' | 'release' | 'hand_over' | 'strike' | null;

/** One record: what was said, when it happened and when it was written down. */
export function RecordPage({ recordId }: { recordId: string }) {
  const { data: record } = useSuspenseQuery(recordQuery(recordId));
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const changed = () => void refreshCanteen(queryClient);
  const name = (act: string) => `canteen.${act}.${record.id}`;
  return (
    <>
      <PageHeader
        title={`${KIND_WORDS[record.kind]()} · ${record.text}`}
        back={{ to: '/canteen', label: m.canteen_title() }}
        facts={<Marks record={record} />}
        primary={<Primary record={record} onOpen={setOpen} />}
      />
      {record.struck ? <Struck record={record} /> : null}
      <div className={classes.form}>
        <Facts items={when(record)} />
        <Said record={record} />
        <Acts record={record} onOpen={setOpen} />
      </div>
      <ReasonDialog
        name={name('store')}
        title={m.canteen_store()}
        reasonLabel={m.canteen_fridge()}
        shown={CANTEEN}
        act={(fridge, key) => storeSample(record, fridge, key)}
        onDone={changed}
        open={open === 'store'}
        onClose={close}
      />
      <ReasonDialog
        name={name('seal')}
        title={m.canteen_seal()}
        reasonLabel={m.canteen_seal_reason()}
        text={m.canteen_seal_text()}
        shown={CANTEEN}
        act={(reason, key) => sealSample(record, reason, key)}
        onDone={changed}
        open={open === 'seal'}
        onClose={close}
      />
      <ReasonDialog
        name={name('hand-over')}
        title={m.canteen_hand_over()}
        reasonLabel={m.canteen_hand_over_to()}
        text={m.canteen_hand_over_text()}
        shown={CANTEEN}
        act={(to, key) => handOverSample(record, to, key)}
        onDone={changed}
        open={open === 'hand_over'}
        onClose={close}
      />
      <ReasonDialog
        name={name('release')}
        title={m.canteen_release()}
        reasonLabel={m.canteen_release_reason()}
        text={m.canteen_release_text()}
        shown={CANTEEN}
        act={(reason, key) => releaseSample(record, reason, key)}
        onDone={changed}
        open={open === 'release'}
        onClose={close}
      />
      <ReasonDialog
        name={name('strike')}
        title={m.canteen_strike()}
        reasonLabel={m.canteen_strike_reason()}
        text={m.canteen_strike_text()}
        shown={CANTEEN}
        act={(reason, key) => strikeRecord(record, reason, key)}
        onDone={changed}
        open={open === 'strike'}
        onClose={close}
      />
      <DiscardDialog record={record} open={open === 'discard'} onClose={close} />
    </>
  );
}

function when(record: CanteenRecordView) {
  return [
    ...(record.meal ? [{ label: m.canteen_meal(), value: MEAL_WORDS[record.meal]() }] : []),
    { label: m.canteen_happened_at(), value: <DateText value={record.happened_at} hour /> },
    { label: m.canteen_recorded_at(), value: <DateText value={record.recorded_at} hour /> },
    { label: m.canteen_recorded_by(), value: record.recorded_by.name },
  ];
}

function Struck({ record }: { record: CanteenRecordView }) {
  const { struck } = record;
  return struck ? (
    <p className={classes.line}>
      {m.canteen_struck_by({ name: struck.by.name, reason: struck.reason })}
    </p>
  ) : null;
}

interface ActsProps {
  record: CanteenRecordView;
  onOpen: (open: Open) => void;
}

function Primary({ record, onOpen }: ActsProps) {
  const { permissions } = useMe();
  const may = (action: string) =>
    actionState(record.food_sample?.allowed_actions ?? [], action).allowed;
  const anew = ANEW[record.kind];
  if (record.struck) {
    return permissions.includes(anew.needs) ? (
      <LinkButton
        to={anew.to}
        search={{
          canteen_id: record.canteen_id,
          meal: record.meal ?? undefined,
          replaces: record.id,
        }}
      >
        {m.canteen_write_anew()}
      </LinkButton>
    ) : null;
  }
  if (may('discard')) {
    return <Button onClick={() => onOpen('discard')}>{m.canteen_discard()}</Button>;
  }
  return may('store') ? <Button onClick={() => onOpen('store')}>{m.canteen_store()}</Button> : null;
}

function Acts({ record, onOpen }: ActsProps) {
  const actions = record.food_sample?.allowed_actions ?? [];
  // Why it cannot be discarded yet is said where somebody looks for the button.
  const discard = actionState(actions, 'discard');
  const early = record.food_sample?.state === 'stored' && !discard.allowed ? discard.reason : null;
  return (
    <>
      {early && !record.struck ? <p className={classes.muted}>{early}</p> : null}
      <div className={classes.acts} data-screen-only>
        {actionState(actions, 'seal').allowed ? (
          <Button variant="default" onClick={() => onOpen('seal')}>
            {m.canteen_seal()}
          </Button>
        ) : null}
        {actionState(actions, 'hand_over').allowed ? (
          <Button variant="default" onClick={() => onOpen('hand_over')}>
            {m.canteen_hand_over()}
          </Button>
        ) : null}
        {actionState(actions, 'release').allowed ? (
          <Button variant="default" onClick={() => onOpen('release')}>
            {m.canteen_release()}
          </Button>
        ) : null}
        {record.may_strike ? (
          <Button variant="default" onClick={() => onOpen('strike')}>
            {m.canteen_strike()}
          </Button>
        ) : null}
        {record.replaces_id ? (
          <Link
            to="/canteen/records/$recordId"
            params={{ recordId: record.replaces_id }}
            className={classes.link}
          >
            {m.canteen_replaces()}
          </Link>
        ) : null}
      </div>
    </>
  );
}
