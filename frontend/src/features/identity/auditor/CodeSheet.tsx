import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { PrintSheet } from '@/ui/PrintSheet';
import classes from './CodeSheet.module.css';

/** "7K3M9QXT2WBC4N8P" → "7K3M 9QXT 2WBC 4N8P". */
function inGroups(code: string): string {
  return code.match(/.{1,4}/g)?.join(' ') ?? code;
}

interface Props {
  code: string;
  school: string;
  /** Where the code is entered. */
  base: string;
  madeAt?: string;
}

/** The sheet that goes into the envelope. The code is on it and nowhere else. */
export function CodeSheet({ code, school, base, madeAt }: Props) {
  return (
    <PrintSheet kind="form">
      <article className={classes.paper} aria-label={m.auditor_sheet()}>
        <p className={classes.school}>{school}</p>
        <h2 className={classes.title}>{m.auditor_sheet()}</h2>
        <p className={classes.code}>{inGroups(code)}</p>
        <p>{m.auditor_sheet_how({ address: `${base.replace(/\/+$/, '')}/auditor` })}</p>
        <p>{m.auditor_sheet_once()}</p>
        {madeAt ? <p>{m.auditor_sheet_made({ at: formatExact(madeAt) })}</p> : null}
        <p className={classes.seal}>{m.auditor_sheet_seal()}</p>
      </article>
    </PrintSheet>
  );
}
