import { linkOptions } from '@tanstack/react-router';
import type { AuditSubjectView } from '@/api/schema';

/** The page of a record, for the kinds that have one. */
export function linkTo({ kind, id }: AuditSubjectView) {
  switch (kind) {
    case 'asset':
      return linkOptions({ to: '/assets/$assetId', params: { assetId: id } });
    case 'repair_case':
      return linkOptions({ to: '/repairs/$caseId', params: { caseId: id } });
    case 'location':
      return linkOptions({ to: '/places/$locationId', params: { locationId: id } });
    case 'person':
      return linkOptions({ to: '/people/$personId', params: { personId: id } });
    default:
      return null;
  }
}
