import { m } from '@/i18n/messages';
import { WarningBox } from '@/ui/WarningBox';
import { onlyHere } from '../words';
import { useBaseAddress } from './use-base-address';

/** A code that leads to "this computer" opens on no phone. */
export function AddressWarning() {
  const base = useBaseAddress();
  return onlyHere(base) ? (
    <WarningBox title={m.campus_sign_local({ url: base })} text={m.slips_local_text()} />
  ) : null;
}
