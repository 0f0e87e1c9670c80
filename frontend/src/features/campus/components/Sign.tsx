import type { SignView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Qr } from '@/ui/Qr';
import { codeGroups } from '@/ui/words';
import classes from './Sign.module.css';

/** A door sign, A5. Sizes are in "u", the 148th part of its width, so the screen shows what the paper gets. */
export function Sign({ sign }: { sign: SignView }) {
  const { location, url } = sign;
  const above = location.path.split(' / ').slice(0, -1).join(' ');
  return (
    <article className={classes.sign} aria-label={location.path}>
      <div className={classes.page}>
        <p className={classes.school}>{sign.school_name}</p>
        <p className={classes.name} data-long={location.name.length > 8 || undefined}>
          {location.name}
        </p>
        <p className={classes.path}>{above}</p>
        {url ? (
          <div className={classes.qr}>
            <Qr text={url} label={m.campus_sign_qr({ name: location.name })} />
          </div>
        ) : (
          <div className={classes.without}>{m.campus_sign_without_qr()}</div>
        )}
        <p className={classes.how}>{m.campus_sign_how()}</p>
        <p className={classes.more}>{m.campus_sign_how_more()}</p>
        <div className={classes.foot}>
          <p className={classes.code}>{codeGroups(sign.code)}</p>
          {url ? <p className={classes.url}>{url.replace(/^https?:\/\//, '')}</p> : null}
        </div>
      </div>
    </article>
  );
}
