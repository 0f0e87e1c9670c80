import type { ReactNode } from 'react';
import type { RevisionChanges } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Changes } from './Changes';
import { DateText } from './DateText';
import classes from './EarlierVersions.module.css';
import { Folded } from './Folded';

interface Version {
  round: number;
  submitted_at: string;
  changes: RevisionChanges;
}

interface Props<V extends Version> {
  earlier: readonly V[];
  /** How often it was submitted. */
  round: number;
  /** What was submitted then. */
  children: (version: V) => ReactNode;
}

/** What was submitted before it came back: every version stays, with what was changed afterwards. */
export function EarlierVersions<V extends Version>({ earlier, round, children }: Props<V>) {
  const lost = round - 1 > earlier.length;
  return earlier.length > 0 || lost ? (
    <section className={classes.versions} aria-labelledby="versions" data-screen-only>
      <h2 id="versions">{m.ui_versions()}</h2>
      {lost ? <p className={classes.lost}>{m.ui_versions_not_kept()}</p> : null}
      {earlier.map((version) => (
        <Folded
          key={version.round}
          title={m.ui_version({ round: version.round })}
          text={<DateText value={version.submitted_at} hour />}
        >
          <div className={classes.part}>
            <h3>{m.ui_version_changes()}</h3>
            <Changes changes={version.changes} />
          </div>
          <div className={classes.part}>
            <h3>{m.ui_version_content()}</h3>
            {children(version)}
          </div>
        </Folded>
      ))}
    </section>
  ) : null;
}
