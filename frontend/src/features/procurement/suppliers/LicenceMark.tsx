import type { SupplierLicenceSummary } from '@/api/schema';
import { StatusBadge } from '@/ui/StatusBadge';
import { LICENCE_TONES, LICENCE_WORDS } from './words';

/** How the licences stand: red where one has expired, amber where one is about to. */
export function LicenceMark({ state }: Pick<SupplierLicenceSummary, 'state'>) {
  return <StatusBadge tone={LICENCE_TONES[state]}>{LICENCE_WORDS[state]()}</StatusBadge>;
}
