import { Button, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { TemplateColumn, TemplateForm, TemplateProposal, TemplateView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { ErrorState } from '@/ui/ErrorState';
import { FormAlert } from '@/ui/FormAlert';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { exportFieldsQuery } from '../queries';
import { FormPreview } from './FormPreview';
import { type Blank, type Place, proposalQuery, templatesQuery } from './queries';
import classes from './Templates.module.css';

/** Counts the rows; no field of a card. */
const ROW_NUMBER = 'row_number';
/** Rows below the heads among which the first one with data is chosen. */
const ROWS_BELOW = 6;

interface Props {
  blank: Blank;
  onDone: () => void;
  onCancel: () => void;
}

/** Where the heads are and what goes into which column: proposed by the server, put right here. */
export function TemplateEditor({ blank, onDone, onCancel }: Props) {
  const [place, setPlace] = useState<Place>({});
  const query = useQuery({ ...proposalQuery(blank, place), placeholderData: keepPreviousData });
  const kept = 'template' in blank ? blank.template : null;
  const cancel = (
    <Button variant="subtle" onClick={onCancel}>
      {m.templates_cancel()}
    </Button>
  );
  return (
    <section className={classes.editor} aria-labelledby="template-editor">
      <h2 id="template-editor">
        {kept ? m.templates_editor_kept({ name: kept.name }) : m.templates_editor_new()}
      </h2>
      {query.error ? (
        <>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          <div>{cancel}</div>
        </>
      ) : null}
      {!query.data && !query.error ? <PageSkeleton /> : null}
      {query.data ? (
        <Mapping
          // Another sheet or row of heads has other columns: what was chosen for the old ones goes.
          key={`${query.data.sheet} ${query.data.head_row}`}
          blank={blank}
          proposal={query.data}
          old={query.isPlaceholderData}
          initial={kept && Object.keys(place).length === 0 ? kept : query.data}
          onPlace={setPlace}
          onDone={onDone}
          cancel={cancel}
        />
      ) : null}
    </section>
  );
}

interface MappingProps {
  blank: Blank;
  proposal: TemplateProposal;
  /** Another question is being asked; this is the last answer. */
  old: boolean;
  initial: { first_row: number; columns: TemplateColumn[] };
  onPlace: (place: Place) => void;
  onDone: () => void;
  cancel: React.ReactNode;
}

function Mapping(props: MappingProps) {
  const { blank, proposal, old, initial, onPlace, onDone, cancel } = props;
  const [firstRow, setFirstRow] = useState(initial.first_row);
  const [fields, setFields] = useState(() => fieldsOf(initial.columns));
  const columns = initial.columns;
  const mapped = columns.filter(({ column }) => fields.get(column));
  const submission = useSave(
    blank,
    {
      sheet: proposal.sheet,
      head_row: proposal.head_row,
      first_row: firstRow,
      columns: mapped.map(({ column }) => ({ column, field: fields.get(column) ?? '' })),
    },
    onDone,
  );
  const titles = useTitles();
  const none = mapped.length === 0;
  return (
    <form
      className={classes.mapping}
      onSubmit={submission.onSubmit}
      noValidate
      aria-busy={old}
      data-old={old || undefined}
    >
      <FormAlert notice={submission.notice} />
      {proposal.saved_anew ? <p className={classes.anew}>{m.templates_anew()}</p> : null}
      <TextInput
        size="md"
        label={m.templates_name()}
        placeholder={m.templates_name_example()}
        autoComplete="off"
        {...submission.form.getInputProps('name')}
      />
      <Rows proposal={proposal} firstRow={firstRow} onFirstRow={setFirstRow} onPlace={onPlace} />
      <FormPreview proposal={proposal} firstRow={firstRow} fields={fields} titles={titles} />
      <fieldset className={classes.columns}>
        <legend>{m.templates_columns()}</legend>
        <p className={classes.note}>
          {m.templates_columns_note({
            known: formatNumber(mapped.length),
            count: formatNumber(columns.length),
          })}
        </p>
        <div className={classes.grid}>
          {columns.map(({ column, letter, head }) => (
            <SelectField
              key={column}
              label={m.templates_column({ letter, head })}
              value={fields.get(column) ?? ''}
              onChange={(event) => {
                const next = new Map(fields);
                next.set(column, event.currentTarget.value);
                setFields(next);
              }}
              options={[
                { value: '', label: m.templates_column_keep() },
                ...[...titles].map(([value, label]) => ({ value, label })),
              ]}
            />
          ))}
        </div>
      </fieldset>
      <SubmitBar note={none ? m.templates_columns_none() : null}>
        {cancel}
        <Button type="submit" loading={submission.sending} disabled={none || old}>
          {m.templates_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}

function fieldsOf(columns: readonly TemplateColumn[]): Map<number, string> {
  return new Map(columns.map(({ column, field }) => [column, field ?? '']));
}

/** Names of what may go into a column, by their keys. */
function useTitles(): Map<string, string> {
  const { data } = useQuery(exportFieldsQuery);
  const fields = data ?? [];
  return new Map([
    [ROW_NUMBER, m.templates_column_number()],
    ...fields.map(({ key, head }): [string, string] => [key, head]),
  ]);
}

interface RowsProps {
  proposal: TemplateProposal;
  firstRow: number;
  onFirstRow: (row: number) => void;
  onPlace: (place: Place) => void;
}

/** Which sheet, which heads, and where the data begins. */
function Rows({ proposal, firstRow, onFirstRow, onPlace }: RowsProps) {
  const { sheet, head_row: headRow, lines, sheets } = proposal;
  const below = Array.from({ length: ROWS_BELOW }, (_, index) => headRow + 1 + index);
  const firsts = below.includes(firstRow) ? below : [firstRow, ...below];
  return (
    <div className={classes.grid}>
      {sheets.length > 1 ? (
        <SelectField
          label={m.templates_sheet()}
          value={sheet}
          onChange={(event) => onPlace({ sheet: event.currentTarget.value })}
          options={sheets.map((name) => ({ value: name, label: name }))}
        />
      ) : null}
      <SelectField
        label={m.templates_head_row()}
        value={String(headRow)}
        onChange={(event) => onPlace({ sheet, head_row: Number(event.currentTarget.value) })}
        options={lines.map(({ row, cells }) => ({
          value: String(row),
          label: m.templates_row_says({ row, words: cells.filter(Boolean).slice(0, 4).join(' ') }),
        }))}
      />
      <SelectField
        label={m.templates_first_row()}
        value={String(firstRow)}
        onChange={(event) => onFirstRow(Number(event.currentTarget.value))}
        options={firsts.map((row) => ({ value: String(row), label: m.templates_row({ row }) }))}
      />
    </div>
  );
}

function useSave(blank: Blank, body: Omit<TemplateForm, 'name'>, onDone: () => void) {
  const { person } = useMe();
  const client = useQueryClient();
  const kept = 'template' in blank ? blank.template : null;
  const { queryKey } = templatesQuery;
  return useSubmission({
    name: `registers.template.${kept?.id ?? 'add'}`,
    owner: person.id,
    initialValues: { name: 'template' in blank ? blank.template.name : blank.name },
    validate: { name: (name: string) => (name.trim() ? null : m.ui_required()) },
    send: ({ name }, key): Promise<TemplateView> =>
      'template' in blank
        ? orNewest(
            client,
            queryKey,
            read(
              api.PUT('/api/v1/export-templates/{id}', {
                params: {
                  path: { id: blank.template.id },
                  header: ifMatch(blank.template.version),
                },
                body: { ...body, name: name.trim() },
              }),
            ),
          )
        : read(
            api.POST('/api/v1/export-templates', {
              params: { header: { 'Idempotency-Key': key } },
              body: { ...body, name: name.trim(), upload_id: blank.uploadId },
            }),
          ),
    onAccepted: async () => {
      await client.invalidateQueries({ queryKey });
      onDone();
    },
  });
}
