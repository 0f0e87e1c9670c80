import { useMe } from '@/api/me';

/** The address that phones open: what was said at set-up, or the one this page was opened by. */
export function useBaseAddress(): string {
  return useMe().school.public_url ?? window.location.origin;
}
