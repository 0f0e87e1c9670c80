import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { InspectionPlanView } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconCalendarDue } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { InspectionTabs } from '../components/InspectionTabs';
import classes from '../components/Round.module.css';
import { plansQuery } from '../queries';
import { performerWords, rhythmWords } from '../words';

/** What is held when, and when next. */
export function PlanListPage() {
  const { data: plans } = useSuspenseQuery(plansQuery);
  return (
    <>
      <PageHeader
        title={m.inspections_plans()}
        primary={<LinkButton to="/inspections/plans/new">{m.inspections_plan_new()}</LinkButton>}
      />
      <InspectionTabs />
      {plans.length === 0 ? (
        <EmptyState
          icon={IconCalendarDue}
          title={m.inspections_plans_none()}
          text={m.inspections_plans_none_text()}
        />
      ) : (
        <ul className={classes.list}>
          {plans.map((plan) => (
            <li key={plan.id}>
              <Link to="/inspections/plans/$planId" params={{ planId: plan.id }}>
                {plan.name}
              </Link>
              <span>{nextWords(plan)}</span>
              <span className={classes.muted}>
                {[
                  plan.checklist.name,
                  plan.location?.path ?? m.inspections_whole_school(),
                  rhythmWords(plan.rhythm),
                  plan.windows.map(({ from, to }) => `${from}–${to}`).join(m.ui_list_separator()),
                  performerWords(plan),
                ].join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const nextWords = ({ next_on: next, retired }: InspectionPlanView): string =>
  next && !retired ? m.inspections_next({ day: formatExact(next) }) : m.inspections_retired();
