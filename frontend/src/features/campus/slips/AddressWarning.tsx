import { m } from '@/i18n/messages';
import { IconAlertTriangle } from '@/ui/icons';
import { onlyHere } from '../words';
import classes from './slips.module.css';
import { useBaseAddress } from './use-base-address';

/** A code that leads to "this computer" opens on no phone. */
export function AddressWarning() {
  const base = useBaseAddress();
  return onlyHere(base) ? (
    <div className={classes.warning} role="alert">
      <IconAlertTriangle size={20} aria-hidden />
      <div>
        <p className={classes.strong}>{m.campus_sign_local({ url: base })}</p>
        <p>{m.slips_local_text()}</p>
      </div>
    </div>
  ) : null;
}
