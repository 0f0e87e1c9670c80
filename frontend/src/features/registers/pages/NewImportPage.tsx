import { Button } from '@mantine/core';
import { m } from '@/i18n/messages';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { ErrorState } from '@/ui/ErrorState';
import { type Chosen, FileChoice } from '@/ui/FileChoice';
import { FormAlert } from '@/ui/FormAlert';
import { IconDownload, IconInfoCircle } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { ColumnFields } from '../import/ColumnFields';
import { CommitBar } from '../import/CommitBar';
import { Decisions } from '../import/Decisions';
import { ImportDone } from '../import/ImportDone';
import { ImportedBefore } from '../import/ImportedBefore';
import classes from '../import/import.module.css';
import { Mappings } from '../import/Mappings';
import { START, TEMPLATE_URL } from '../import/queries';
import { RowsResult } from '../import/RowsResult';
import { SheetsUnderstood } from '../import/SheetsUnderstood';
import { Step } from '../import/Step';
import { Unknown, Watched } from '../import/Unknown';
import { useDecisions, useImport } from '../import/use-import';

type Import = ReturnType<typeof useImport>;

/** A ledger from a file into the register: choose, look, see every row's fate, and only then write. */
export function NewImportPage() {
  const it = useImport();
  const update = it.values.options.mode === 'update';
  return (
    <>
      <PageHeader
        back={{ to: '/assets/imports', label: m.registers_imports() }}
        title={m.imports_new()}
        facts={it.done ? null : update ? m.imports_update_lead() : m.imports_new_lead()}
      />
      <div className={classes.page}>
        <Now it={it} />
      </div>
    </>
  );
}

function Now({ it }: { it: Import }) {
  const { file, sent } = it.values;
  if (it.done) {
    return <ImportDone done={it.done} onNext={it.startAgain} />;
  }
  if (file && it.submission.sending) {
    return <Watched uploadId={file.id} />;
  }
  if (file && it.unknown) {
    return (
      <Unknown
        uploadId={file.id}
        sha256={sent}
        onDone={(made) => void it.finish(made)}
        onNothing={it.settleNothing}
      />
    );
  }
  return (
    <>
      {it.nothing ? (
        <p role="alert" className={classes.box}>
          <IconInfoCircle size={18} aria-hidden />
          {m.imports_nothing_written()}
        </p>
      ) : (
        <FormAlert notice={it.submission.notice} />
      )}
      <Choose it={it} />
      {file ? <Looked key={file.id} it={it} file={file} /> : null}
    </>
  );
}

function Choose({ it: { values, decide } }: { it: Import }) {
  const { file, options } = values;
  return (
    <Step no={1} title={m.imports_step_choose()} done={file !== null}>
      <ChoiceCards
        label={m.imports_mode()}
        choices={[
          { value: 'add', label: m.imports_mode_add(), hint: m.imports_mode_add_hint() },
          { value: 'update', label: m.imports_mode_update(), hint: m.imports_mode_update_hint() },
        ]}
        value={options.mode}
        // Updated cards keep their quantities.
        onChange={(mode) => decide({ options: { ...options, mode, quantity: 'keep' } })}
      />
      {file ? (
        <div className={classes.chosen}>
          <strong>{file.name}</strong>
          <Button variant="default" size="md" onClick={() => decide({ file: null })}>
            {m.imports_chosen_again()}
          </Button>
        </div>
      ) : (
        <FileChoice
          onChosen={(chosen) =>
            decide({
              file: chosen,
              mapping_id: null,
              leave_out_refused: false,
              options: { ...START, mode: options.mode },
            })
          }
        >
          <p>
            <a className={classes.plainLink} href={TEMPLATE_URL} download>
              <IconDownload size={18} aria-hidden />
              {m.imports_template()}
            </a>
          </p>
        </FileChoice>
      )}
    </Step>
  );
}

function Looked({ it, file }: { it: Import; file: Chosen }) {
  const { values, decide } = it;
  const { asked, plan, stale, error, retry, change, choose } = useDecisions(values, file, decide);
  if (!plan) {
    return error ? (
      <ErrorState error={error} onRetry={retry} />
    ) : (
      <Step no={2} title={m.imports_step_look()}>
        <p role="status" className={classes.quiet}>
          {m.imports_reading()}
        </p>
        <PageSkeleton />
      </Step>
    );
  }
  return (
    <>
      {plan.imported_before ? <ImportedBefore sha256={plan.file_sha256} /> : null}
      {error ? <ErrorState error={error} onRetry={retry} /> : null}
      <Step no={2} title={m.imports_step_look()} done={!plan.imported_before}>
        <SheetsUnderstood sheets={plan.sheets} options={values.options} onChange={change} />
        <ColumnFields sheets={plan.sheets} options={values.options} onChange={change} />
        <Mappings plan={plan} chosen={values.mapping_id} onChoose={choose} />
        <Decisions plan={plan} options={values.options} onChange={change} />
      </Step>
      <Step no={3} title={m.imports_step_rows()} done={plan.refused_rows === 0}>
        <p role="status" className={stale ? classes.quiet : 'sr-only'}>
          {stale ? m.imports_again() : null}
        </p>
        <div className={classes.fresh} data-stale={stale || undefined} aria-busy={stale}>
          <RowsResult plan={plan} file={asked} />
        </div>
      </Step>
      <Step no={4} title={m.imports_step_commit()}>
        <CommitBar
          plan={plan}
          stale={stale}
          leaveOut={values.leave_out_refused}
          onLeaveOut={(leave_out_refused) => decide({ leave_out_refused })}
          onSubmit={(event) => {
            it.seal(plan);
            it.submission.onSubmit(event);
          }}
        />
      </Step>
    </>
  );
}
