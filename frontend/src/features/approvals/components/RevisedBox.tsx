import { Link } from '@tanstack/react-router';
import type { ApprovalRevised } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Changes } from '@/ui/Changes';
import classes from './RevisedBox.module.css';

interface Props {
  revised: ApprovalRevised;
  /** Where the record is, with what was submitted before. */
  link: string;
}

/** It was here before: what is other now, so that nobody has to look for it. */
export function RevisedBox({ revised, link }: Props) {
  const { round, changes } = revised;
  return (
    <section className={classes.revised} aria-labelledby="revised">
      <h2 id="revised">{m.approvals_revised({ round })}</h2>
      {changes ? <Changes changes={changes} /> : <p>{m.approvals_revised_not_kept()}</p>}
      {changes ? (
        <Link to={link} className={classes.link}>
          {m.approvals_revised_look()}
        </Link>
      ) : null}
    </section>
  );
}
