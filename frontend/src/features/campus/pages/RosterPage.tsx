import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RosterTaken } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { type Chosen, FileChoice } from '@/ui/FileChoice';
import { IconCircleCheck } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { rosterQuery } from '../queries';
import { RosterLook } from '../roster/RosterLook';
import classes from '../roster/roster.module.css';
import { TakeRoster } from '../roster/TakeRoster';

/** Many people at once: a list from a file or the clipboard, looked at before anything is written. */
export function RosterPage() {
  const [file, setFile] = useState<Chosen | null>(null);
  const [taken, setTaken] = useState<RosterTaken | null>(null);
  return (
    <>
      <PageHeader
        back={{ to: '/people', label: m.shell_nav_people() }}
        title={m.roster_title()}
        facts={taken ? null : m.roster_lead()}
      />
      <div className={classes.page}>
        {taken ? (
          <Taken taken={taken} />
        ) : (
          <>
            <Choice file={file} onChosen={setFile} />
            {file ? <Looked key={file.id} file={file} onTaken={setTaken} /> : null}
          </>
        )}
      </div>
    </>
  );
}

function Choice(props: { file: Chosen | null; onChosen: (file: Chosen | null) => void }) {
  const { file, onChosen } = props;
  return file ? (
    <div className={classes.chosen}>
      <strong>{file.name}</strong>
      <Button variant="default" size="md" onClick={() => onChosen(null)}>
        {m.roster_another()}
      </Button>
    </div>
  ) : (
    <FileChoice oneColumn onChosen={onChosen}>
      <p className={classes.quiet}>{m.roster_heads()}</p>
    </FileChoice>
  );
}

function Looked({ file, onTaken }: { file: Chosen; onTaken: (taken: RosterTaken) => void }) {
  const { data: plan, error, refetch } = useQuery(rosterQuery(file.id));
  if (!plan) {
    return error ? (
      <ErrorState error={error} onRetry={() => void refetch()} />
    ) : (
      <>
        <p role="status" className={classes.quiet}>
          {m.roster_reading()}
        </p>
        <PageSkeleton />
      </>
    );
  }
  return (
    <>
      <RosterLook plan={plan} />
      <TakeRoster plan={plan} uploadId={file.id} onTaken={onTaken} />
    </>
  );
}

function Taken({ taken }: { taken: RosterTaken }) {
  return (
    <div className={classes.done} role="status">
      <IconCircleCheck size={24} aria-hidden />
      <div className={classes.stack}>
        <p className={classes.strong}>{m.roster_taken({ count: taken.added })}</p>
        <p>{m.roster_taken_text()}</p>
        <div className={classes.row}>
          <LinkButton to="/people/slips">{m.slips_print()}</LinkButton>
          <LinkButton to="/people" variant="default">
            {m.shell_nav_people()}
          </LinkButton>
        </div>
      </div>
    </div>
  );
}
