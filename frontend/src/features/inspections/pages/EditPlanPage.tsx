import { useSuspenseQuery } from '@tanstack/react-query';
import { planQuery } from '../queries';
import { PlanFormPage } from './PlanFormPage';

/** A plan that is there, said anew. */
export function EditPlanPage({ planId }: { planId: string }) {
  const { data: plan } = useSuspenseQuery(planQuery(planId));
  return <PlanFormPage key={plan.version} plan={plan} />;
}
