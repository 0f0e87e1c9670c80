import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CaseView, Channel } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Facts } from '@/ui/Facts';
import { PRIORITY_WORDS } from '../words';
import classes from './CaseFacts.module.css';

const CHANNELS: Record<Channel, () => string> = {
  app: m.repairs_channel_app,
  sign: m.repairs_channel_sign,
  phone: m.repairs_channel_phone,
  wechat: m.repairs_channel_wechat,
  in_person: m.repairs_channel_in_person,
};

const DAMAGES = {
  natural_wear: m.repairs_damage_natural_wear,
  human_damage: m.repairs_damage_human_damage,
} as const;

type Fact = { label: string; value: ReactNode };

/** Facts that are not there yet are left out: a half-empty form says nothing. */
export function CaseFacts({ detail }: { detail: CaseView }) {
  const facts = [...reportFacts(detail), ...workFacts(detail), ...endFacts(detail)];
  return <Facts items={facts.filter((fact): fact is Fact => Boolean(fact?.value))} />;
}

function day(value: string | null | undefined): ReactNode {
  return value ? <DateText value={value} /> : null;
}

function reportFacts(detail: CaseView): Fact[] {
  const { reporter_name: name, reporter_phone: phone } = detail;
  return [
    {
      label: m.repairs_fact_place(),
      value: (
        <Link to="/repairs" search={{ location_id: detail.location.id }} className={classes.link}>
          {detail.location.path}
        </Link>
      ),
    },
    { label: m.repairs_fact_reporter(), value: name },
    {
      label: m.repairs_fact_phone(),
      value: phone ? (
        <a href={`tel:${phone}`} className={classes.link}>
          {phone}
        </a>
      ) : null,
    },
    {
      label: m.repairs_fact_channel(),
      value: detail.entered_by
        ? m.repairs_entered_by({
            channel: CHANNELS[detail.channel](),
            name: detail.entered_by.name,
          })
        : CHANNELS[detail.channel](),
    },
    { label: m.repairs_fact_reported(), value: day(detail.reported_at) },
    {
      label: m.repairs_fact_happened(),
      value: detail.late_entry ? (
        <>
          {day(detail.happened_at)} <span className={classes.tag}>{m.repairs_late_entry()}</span>
        </>
      ) : null,
    },
    { label: m.repairs_priority(), value: PRIORITY_WORDS[detail.priority - 1]?.() },
  ];
}

function workFacts(detail: CaseView): Fact[] {
  return [
    { label: m.repairs_fact_worker(), value: detail.worker?.name },
    { label: m.repairs_fact_note(), value: detail.note },
    { label: m.repairs_fact_expected(), value: day(detail.expected_on) },
    { label: m.repairs_fact_reason(), value: detail.reason },
    {
      label: m.repairs_fact_refusals(),
      value: detail.refusals > 0 ? m.repairs_times({ count: detail.refusals }) : null,
    },
    {
      label: m.repairs_fact_previous(),
      value: detail.previous_case_id ? (
        <Link
          to="/repairs/$caseId"
          params={{ caseId: detail.previous_case_id }}
          className={classes.link}
        >
          {m.repairs_open_previous()}
        </Link>
      ) : null,
    },
    {
      label: m.repairs_fact_asset(),
      value: detail.asset_id ? (
        <Link to="/assets/$assetId" params={{ assetId: detail.asset_id }} className={classes.link}>
          {m.repairs_open_asset()}
        </Link>
      ) : null,
    },
  ];
}

function endFacts(detail: CaseView): Fact[] {
  return [
    { label: m.repairs_fact_done(), value: day(detail.done_at) },
    { label: m.repairs_fact_done_by(), value: detail.done_by?.name },
    { label: m.repairs_fact_work_note(), value: detail.work_note },
    { label: m.repairs_damage(), value: detail.damage ? DAMAGES[detail.damage]() : null },
    { label: m.repairs_fact_auto_close(), value: day(detail.auto_close_at) },
    {
      label: m.repairs_fact_closed(),
      value:
        detail.closed_at && detail.auto_accepted ? (
          <>
            {day(detail.closed_at)} <span className={classes.tag}>{m.repairs_auto()}</span>
          </>
        ) : (
          day(detail.closed_at)
        ),
    },
  ];
}
