import type { AssetLabel } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Qr } from '@/ui/Qr';
import { codeGroups } from '@/ui/words';
import type { Paper } from '../label-sheet';
import classes from './Label.module.css';

interface Props {
  label: AssetLabel;
  school: string;
  paper: Paper;
}

/** A label in millimetres: code at the left; name, number and room in words at the right. */
export function Label({ label, school, paper }: Props) {
  const levels = label.location?.path.split(' / ') ?? [];
  const place = [levels[0], levels.length > 1 ? levels.at(-1) : null].filter(Boolean).join(' ');
  return (
    <article className={classes.label} data-paper={paper} aria-label={label.asset_no}>
      <div className={classes.qr}>
        <Qr text={label.url} label={m.labels_qr({ name: label.name })} />
      </div>
      <div className={classes.words}>
        <p className={classes.school}>{school}</p>
        <p className={classes.name}>{label.name}</p>
        {label.spec_model ? <p className={classes.spec}>{label.spec_model}</p> : null}
        <p className={classes.number}>{label.asset_no}</p>
        <p className={classes.place}>{place || label.department}</p>
        <p className={classes.code}>{codeGroups(label.label_code)}</p>
      </div>
    </article>
  );
}
