import type { QueryClient } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import type {
  AccompaniedMealBody,
  CanteenBody,
  CanteenContractBody,
  CanteenContractView,
  CanteenDish,
  CanteenIncidentBody,
  CanteenIncidentReportBody,
  CanteenIncidentView,
  CanteenMeetingBody,
  CanteenMeetingView,
  CanteenMenuBody,
  CanteenMenuView,
  CanteenRecordView,
  CanteenStaffBody,
  CanteenStaffView,
  CanteenSurveyBody,
  CanteenTrainingBody,
  CanteenView,
  DisinfectionBody,
  FoodSampleDiscardBody,
  FoodSamplesBody,
  HealthCertificateBody,
  HealthCertificateView,
  LeftoversBody,
  MorningCheckBody,
  OutsideFindingView,
  OutsideInspectionBody,
  OutsideInspectionView,
} from '@/api/schema';
import { CANTEEN } from './queries';

const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key } });

const at = (id: string, key: string) => ({ params: { path: { id } }, ...keyed(key) });

const step = ({ id, version }: { id: string; version: number }, key: string) => ({
  params: { path: { id }, header: { ...ifMatch(version), 'Idempotency-Key': key } },
});

/** After anything was written down the day is another one. */
export const refreshCanteen = (queryClient: QueryClient): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: CANTEEN });

export const saveCanteen = (canteen: CanteenView | null, body: CanteenBody, key: string) =>
  read(
    canteen
      ? api.PUT('/api/v1/canteens/{id}', { ...step(canteen, key), body })
      : api.POST('/api/v1/canteens', { body, ...keyed(key) }),
  );

export const saveStaff = (
  canteenId: string,
  staff: CanteenStaffView | null,
  body: CanteenStaffBody,
  key: string,
) =>
  read(
    staff
      ? api.PUT('/api/v1/canteen-staff/{id}', { ...step(staff, key), body })
      : api.POST('/api/v1/canteens/{id}/staff', { ...at(canteenId, key), body }),
  );

export const enterCertificate = (staffId: string, body: HealthCertificateBody, key: string) =>
  read(api.POST('/api/v1/canteen-staff/{id}/health-certificates', { ...at(staffId, key), body }));

export const verifyCertificate = (certificate: HealthCertificateView, key: string) =>
  read(api.POST('/api/v1/health-certificates/{id}/verify', step(certificate, key)));

export const resumeCertificate = (certificate: HealthCertificateView, key: string) =>
  read(api.POST('/api/v1/health-certificates/{id}/resume', step(certificate, key)));

export const suspendCertificate = (
  certificate: HealthCertificateView,
  reason: string,
  key: string,
) =>
  read(
    api.POST('/api/v1/health-certificates/{id}/suspend', {
      ...step(certificate, key),
      body: { reason },
    }),
  );

export const withdrawCertificate = (
  certificate: HealthCertificateView,
  reason: string,
  key: string,
) =>
  read(
    api.POST('/api/v1/health-certificates/{id}/withdraw', {
      ...step(certificate, key),
      body: { reason },
    }),
  );

export const writeMenu = (canteenId: string, body: CanteenMenuBody, key: string) =>
  read(api.POST('/api/v1/canteens/{id}/menus', { ...at(canteenId, key), body }));

export const rewriteMenu = (
  menu: CanteenMenuView,
  body: { reason: string; dishes: CanteenDish[] },
  key: string,
) => read(api.POST('/api/v1/canteen-menus/{id}/rewrite', { ...step(menu, key), body }));

export const strikeMenu = (menu: CanteenMenuView, reason: string, key: string) =>
  read(api.POST('/api/v1/canteen-menus/{id}/strike', { ...step(menu, key), body: { reason } }));

export const recordCheck = (canteenId: string, body: MorningCheckBody, key: string) =>
  read(api.POST('/api/v1/canteens/{id}/morning-checks', { ...at(canteenId, key), body }));

export const recordSamples = (canteenId: string, body: FoodSamplesBody, key: string) =>
  read(api.POST('/api/v1/canteens/{id}/food-samples', { ...at(canteenId, key), body }));

export const recordDisinfection = (canteenId: string, body: DisinfectionBody, key: string) =>
  read(api.POST('/api/v1/canteens/{id}/disinfections', { ...at(canteenId, key), body }));

export const recordAccompanied = (canteenId: string, body: AccompaniedMealBody, key: string) =>
  read(api.POST('/api/v1/canteens/{id}/accompanied-meals', { ...at(canteenId, key), body }));

export const recordLeftovers = (canteenId: string, body: LeftoversBody, key: string) =>
  read(api.POST('/api/v1/canteens/{id}/leftovers', { ...at(canteenId, key), body }));

export const strikeRecord = (record: CanteenRecordView, reason: string, key: string) =>
  read(api.POST('/api/v1/canteen-records/{id}/strike', { ...step(record, key), body: { reason } }));

export const storeSample = (record: CanteenRecordView, fridge: string, key: string) =>
  read(api.POST('/api/v1/food-samples/{id}/store', { ...step(record, key), body: { fridge } }));

export const discardSample = (
  record: CanteenRecordView,
  body: FoodSampleDiscardBody,
  key: string,
) => read(api.POST('/api/v1/food-samples/{id}/discard', { ...step(record, key), body }));

export const sealSample = (record: CanteenRecordView, reason: string, key: string) =>
  read(api.POST('/api/v1/food-samples/{id}/seal', { ...step(record, key), body: { reason } }));

export const setUpChecks = (canteenId: string, key: string) =>
  read(api.POST('/api/v1/canteens/{id}/checks', at(canteenId, key)));

export const recordMeeting = (canteenId: string, body: CanteenMeetingBody, key: string) =>
  read(api.POST('/api/v1/canteens/{id}/meetings', { ...at(canteenId, key), body }));

export const strikeMeeting = (meeting: CanteenMeetingView, reason: string, key: string) =>
  read(
    api.POST('/api/v1/canteen-meetings/{id}/strike', { ...step(meeting, key), body: { reason } }),
  );

export const raiseIncident = (canteenId: string, body: CanteenIncidentBody, key: string) =>
  read(api.POST('/api/v1/canteens/{id}/incidents', { ...at(canteenId, key), body }));

type Incident = Pick<CanteenIncidentView, 'id' | 'version'>;

export const reportIncident = (incident: Incident, body: CanteenIncidentReportBody, key: string) =>
  read(api.POST('/api/v1/canteen-incidents/{id}/report', { ...step(incident, key), body }));

export const investigateIncident = (incident: Incident, investigators: string, key: string) =>
  read(
    api.POST('/api/v1/canteen-incidents/{id}/investigate', {
      ...step(incident, key),
      body: { investigators },
    }),
  );

export const closeIncident = (incident: Incident, said: string, key: string) =>
  read(api.POST('/api/v1/canteen-incidents/{id}/close', { ...step(incident, key), body: { said } }));

export const callOffIncident = (incident: Incident, said: string, key: string) =>
  read(
    api.POST('/api/v1/canteen-incidents/{id}/call-off', { ...step(incident, key), body: { said } }),
  );

export const releaseSample = (record: CanteenRecordView, reason: string, key: string) =>
  read(api.POST('/api/v1/food-samples/{id}/release', { ...step(record, key), body: { reason } }));

export const handOverSample = (record: CanteenRecordView, to: string, key: string) =>
  read(api.POST('/api/v1/food-samples/{id}/hand-over', { ...step(record, key), body: { to } }));

export const recordTraining = (canteenId: string, body: CanteenTrainingBody, key: string) =>
  read(api.POST('/api/v1/canteens/{id}/trainings', { ...at(canteenId, key), body }));

export const recordSurvey = (canteenId: string, body: CanteenSurveyBody, key: string) =>
  read(api.POST('/api/v1/canteens/{id}/surveys', { ...at(canteenId, key), body }));

export const saveContract = (
  canteenId: string,
  contract: CanteenContractView | null,
  body: CanteenContractBody,
  key: string,
) =>
  read(
    contract
      ? api.PUT('/api/v1/canteen-contracts/{id}', { ...step(contract, key), body })
      : api.POST('/api/v1/canteens/{id}/contracts', { ...at(canteenId, key), body }),
  );

export const endContract = (contract: CanteenContractView, reason: string, key: string) =>
  read(
    api.POST('/api/v1/canteen-contracts/{id}/end', { ...step(contract, key), body: { reason } }),
  );

export const recordOutside = (canteenId: string, body: OutsideInspectionBody, key: string) =>
  read(api.POST('/api/v1/canteens/{id}/outside-inspections', { ...at(canteenId, key), body }));

export const strikeOutside = (inspection: OutsideInspectionView, reason: string, key: string) =>
  read(
    api.POST('/api/v1/outside-inspections/{id}/strike', {
      ...step(inspection, key),
      body: { reason },
    }),
  );

/** It becomes a repair; which kind of repair it is, whoever takes it up says. */
export const reportFinding = (finding: OutsideFindingView, key: string) =>
  read(
    api.POST('/api/v1/outside-findings/{id}/report', {
      ...step(finding, key),
      body: { category: 'other' },
    }),
  );

export const mendFinding = (finding: OutsideFindingView, note: string, key: string) =>
  read(api.POST('/api/v1/outside-findings/{id}/mend', { ...step(finding, key), body: { note } }));
