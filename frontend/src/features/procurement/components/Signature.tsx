import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import classes from '../petty/Paper.module.css';
import type { Signed } from '../petty/signatures';

/** On paper: names and times as they are known, and a line for the pen. */
export function Signature({ label, signed }: { label: string; signed: readonly Signed[] }) {
  return (
    <div className={classes.signature}>
      <p className={classes.label}>{label}</p>
      {signed.map(({ name, at }) => (
        <p key={name}>
          {name}
          {at ? <span className={classes.at}>{formatExact(at)}</span> : null}
        </p>
      ))}
      <p className={classes.ink}>{m.petty_sign_here()}</p>
    </div>
  );
}
