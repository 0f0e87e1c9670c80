import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportView } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { LinkButton } from '@/ui/LinkButton';
import { CommitBar } from './CommitBar';
import { Decide } from './Decide';
import classes from './ImportWizard.module.css';
import { PickLedger } from './PickLedger';
import { PlanDetails } from './PlanDetails';
import { type Decisions, type Ledger, planQuery } from './queries';

/** A ledger on its way into the register: chosen, looked at, decided about, written. */
export function ImportWizard() {
  const [ledger, setLedger] = useState<Ledger | null>(null);
  const [done, setDone] = useState<ImportView | null>(null);
  const again = () => {
    setLedger(null);
    setDone(null);
  };
  return (
    <section className={classes.wizard} aria-labelledby="import-new">
      <h2 id="import-new">{m.imports_new()}</h2>
      {done ? <Done made={done} onAgain={again} /> : null}
      {done || ledger ? null : (
        <>
          <p className={classes.note}>{m.imports_new_text()}</p>
          <PickLedger onSent={setLedger} />
        </>
      )}
      {ledger && !done ? (
        <Looked key={ledger.uploadId} ledger={ledger} onOther={again} onDone={setDone} />
      ) : null}
    </section>
  );
}

interface LookedProps {
  ledger: Ledger;
  onOther: () => void;
  onDone: (made: ImportView) => void;
}

function Looked({ ledger, onOther, onDone }: LookedProps) {
  const [options, setOptions] = useState<Decisions>({});
  const query = useQuery({ ...planQuery(ledger, options), placeholderData: keepPreviousData });
  const other = (
    <Button variant="default" onClick={onOther}>
      {m.imports_pick_other()}
    </Button>
  );
  if (query.error && !query.data) {
    return (
      <>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        {other}
      </>
    );
  }
  if (!query.data) {
    return <p role="status">{m.imports_reading({ name: ledger.name })}</p>;
  }
  const plan = query.data;
  // What is shown while another decision is being thought about is the last answer, and says so.
  const old = query.isPlaceholderData;
  return (
    <div className={classes.looked} aria-busy={old} data-old={old || undefined}>
      <div className={classes.head}>
        <p className={classes.file}>{ledger.name}</p>
        {other}
      </div>
      {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      <Decide plan={plan} options={options} onChange={setOptions} />
      <PlanDetails plan={plan} ledger={ledger} options={options} onChange={setOptions} />
      <CommitBar plan={plan} ledger={ledger} options={options} old={old} onDone={onDone} />
    </div>
  );
}

function Done({ made, onAgain }: { made: ImportView; onAgain: () => void }) {
  const updated = made.mode === 'update';
  return (
    <div className={classes.looked} role="status">
      <p className={classes.file}>
        {updated
          ? m.imports_done_update({ cards: formatNumber(made.changed_cards) })
          : m.imports_done({ cards: formatNumber(made.cards) })}
      </p>
      <div className={classes.buttons}>
        {updated ? null : (
          <LinkButton to="/assets" search={{ import_id: made.id }}>
            {m.imports_show()}
          </LinkButton>
        )}
        <Button variant="default" onClick={onAgain}>
          {m.imports_another()}
        </Button>
      </div>
    </div>
  );
}
