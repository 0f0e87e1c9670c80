import { useMe } from '@/api/me';
import type { SlipView } from '@/api/schema';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { Qr } from '@/ui/Qr';
import { slipAddress, slipGroups } from './slip-words';
import classes from './slips.module.css';
import { useBaseAddress } from './use-base-address';

/** One slip as it is cut out and handed over. */
export function Slip({ slip, expiresAt }: { slip: SlipView; expiresAt: string }) {
  const { school } = useMe();
  const base = useBaseAddress();
  return (
    <article className={classes.slip} aria-label={slip.person.name}>
      <div className={classes.qr}>
        <Qr text={slipAddress(base, slip.code)} label={m.slips_qr({ name: slip.person.name })} />
      </div>
      <div className={classes.words}>
        <p className={classes.school}>{school.name}</p>
        <p className={classes.name} data-long={slip.person.name.length > 6 || undefined}>
          {slip.person.name}
        </p>
        <p>{[slip.staff_no, slip.department].filter(Boolean).join(' · ')}</p>
        <p className={classes.how}>{m.slips_how()}</p>
        <p className={classes.code}>{slipGroups(slip.code)}</p>
        <p>{m.slips_until({ day: formatDate(expiresAt) })}</p>
      </div>
    </article>
  );
}
