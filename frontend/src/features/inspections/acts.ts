import type { QueryClient } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import type {
  ChecklistBody,
  ChecklistView,
  InspectionFindingBody,
  InspectionPlanBody,
  InspectionPlanView,
  InspectionRoundBody,
  InspectionRoundView,
  InspectionSubmission,
} from '@/api/schema';
import { INSPECTIONS, type ResultFilters, roundQuery } from './queries';

const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key } });

const changing = ({ id, version }: { id: string; version: number }) => ({
  params: { path: { id }, header: ifMatch(version) },
});

function step({ id, version }: { id: string; version: number }, key: string) {
  return { params: { path: { id }, header: { ...ifMatch(version), 'Idempotency-Key': key } } };
}

/** After any step the lists and the results are old. */
export function keepRound(queryClient: QueryClient, round: InspectionRoundView): void {
  queryClient.setQueryData(roundQuery(round.id).queryKey, round);
  void refreshInspections(queryClient);
}

export const refreshInspections = (queryClient: QueryClient): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: INSPECTIONS });

export const saveChecklist = (list: ChecklistView | null, body: ChecklistBody, key: string) =>
  read(
    list
      ? api.PUT('/api/v1/checklists/{id}', { ...changing(list), body })
      : api.POST('/api/v1/checklists', { body, ...keyed(key) }),
  );

export const savePlan = (plan: InspectionPlanView | null, body: InspectionPlanBody, key: string) =>
  read(
    plan
      ? api.PUT('/api/v1/inspection-plans/{id}', { ...changing(plan), body })
      : api.POST('/api/v1/inspection-plans', { body, ...keyed(key) }),
  );

export const beginRound = (body: InspectionRoundBody, key: string) =>
  read(api.POST('/api/v1/inspection-rounds', { body, ...keyed(key) }));

/** A fault on the way. Adds only, so no version goes with it. */
export const reportFinding = (id: string, body: InspectionFindingBody, key: string) =>
  read(
    api.POST('/api/v1/inspection-rounds/{id}/findings', {
      params: { path: { id } },
      body,
      ...keyed(key),
    }),
  );

export const submitRound = (round: InspectionRoundView, body: InspectionSubmission, key: string) =>
  read(api.POST('/api/v1/inspection-rounds/{id}/submit', { ...step(round, key), body }));

export const signRound = (round: InspectionRoundView, remark: string | null, key: string) =>
  read(api.POST('/api/v1/inspection-rounds/{id}/sign', { ...step(round, key), body: { remark } }));

export const reviewRound = (round: InspectionRoundView, remark: string | null, key: string) =>
  read(
    api.POST('/api/v1/inspection-rounds/{id}/review', { ...step(round, key), body: { remark } }),
  );

export const cancelRound = (round: InspectionRoundView, reason: string, key: string) =>
  read(
    api.POST('/api/v1/inspection-rounds/{id}/cancel', { ...step(round, key), body: { reason } }),
  );

export async function resultsFile(filter: ResultFilters): Promise<Blob> {
  const pending = api.POST('/api/v1/inspection-result-exports', {
    body: { filter },
    parseAs: 'blob',
  });
  return (await read(pending)) as unknown as Blob;
}
