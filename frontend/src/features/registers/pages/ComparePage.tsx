import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportFile, ImportOptions } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { type Chosen, FileChoice } from '@/ui/FileChoice';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { SubmitBar } from '@/ui/SubmitBar';
import { ColumnFields } from '../import/ColumnFields';
import { Compared } from '../import/Compared';
import classes from '../import/import.module.css';
import { Mappings } from '../import/Mappings';
import { comparisonQuery, START } from '../import/queries';
import { SheetsUnderstood } from '../import/SheetsUnderstood';
import { Step } from '../import/Step';
import { useDecisions } from '../import/use-import';

/** The register beside an export of the government's system, card by card. Nothing is written. */
export function ComparePage() {
  const [file, setFile] = useState<Chosen | null>(null);
  return (
    <>
      <PageHeader
        back={{ to: '/assets/imports', label: m.registers_imports() }}
        title={m.imports_compare()}
        facts={m.imports_compare_lead()}
      />
      <div className={classes.page}>
        <Step no={1} title={m.imports_step_choose()} done={file !== null}>
          {file ? (
            <div className={classes.chosen}>
              <strong>{file.name}</strong>
              <Button variant="default" size="md" onClick={() => setFile(null)}>
                {m.imports_chosen_again()}
              </Button>
            </div>
          ) : (
            <FileChoice onChosen={setFile} />
          )}
        </Step>
        {file ? <Looked key={file.id} file={file} /> : null}
      </div>
    </>
  );
}

interface Decided {
  options: ImportOptions;
  mapping_id: string | null;
}

function Looked({ file }: { file: Chosen }) {
  const [decided, setDecided] = useState<Decided>({ options: START, mapping_id: null });
  /** What was compared; another decision asks for another comparison. */
  const [compared, setCompared] = useState<ImportFile | null>(null);
  const decide = (patch: Partial<Decided>) => {
    setDecided((before) => ({ ...before, ...patch }));
    setCompared(null);
  };
  const { asked, plan, stale, error, retry, change, choose } = useDecisions(decided, file, decide);
  if (!plan) {
    return error ? <ErrorState error={error} onRetry={retry} /> : <PageSkeleton />;
  }
  return (
    <>
      <Step no={2} title={m.imports_step_look()} done={compared !== null}>
        <SheetsUnderstood plain sheets={plan.sheets} options={decided.options} onChange={change} />
        <ColumnFields sheets={plan.sheets} options={decided.options} onChange={change} />
        <Mappings plan={plan} chosen={decided.mapping_id} onChoose={choose} />
        {error ? <ErrorState error={error} onRetry={retry} /> : null}
      </Step>
      {compared ? (
        <Step no={3} title={m.imports_compare_result()}>
          <Result file={compared} />
        </Step>
      ) : (
        <SubmitBar>
          <Button disabled={stale} onClick={() => setCompared(asked)}>
            {m.imports_compare_do()}
          </Button>
        </SubmitBar>
      )}
    </>
  );
}

function Result({ file }: { file: ImportFile }) {
  const query = useQuery(comparisonQuery(file));
  if (query.data) {
    return <Compared found={query.data} />;
  }
  return query.error ? (
    <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  ) : (
    <PageSkeleton />
  );
}
