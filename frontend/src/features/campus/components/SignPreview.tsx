import { useMe } from '@/api/me';
import type { LocationView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { IconPrinter } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { Qr } from '@/ui/Qr';
import { codeGroups } from '@/ui/words';
import classes from './SignPreview.module.css';

/** The sign on this door: its code, and the way to print it. */
export function SignPreview({ place }: { place: LocationView }) {
  const { school } = useMe();
  const code = place.sign_code ?? '';
  const url = school.public_url ? `${school.public_url.replace(/\/+$/, '')}/s/${code}` : null;
  return (
    <section className={classes.preview} aria-labelledby="sign">
      <h2 id="sign">{m.campus_sign()}</h2>
      {url ? (
        <div className={classes.qr}>
          <Qr text={url} label={m.campus_sign_qr({ name: place.name })} />
        </div>
      ) : (
        <p className={classes.missing}>{m.campus_sign_no_url_short()}</p>
      )}
      <p className={classes.code}>{codeGroups(code)}</p>
      <LinkButton
        variant="default"
        to="/places/signs"
        search={{ under: place.id }}
        leftSection={<IconPrinter size={18} aria-hidden />}
      >
        {m.campus_sign_print()}
      </LinkButton>
    </section>
  );
}
