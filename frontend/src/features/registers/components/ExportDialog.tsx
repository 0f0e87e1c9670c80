import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, read } from '@/api/client';
import { useMe, usePermission } from '@/api/me';
import type { ExportFieldView, ExportView } from '@/api/schema';
import { formatMoney, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { DateText } from '@/ui/DateText';
import { Dialog } from '@/ui/Dialog';
import { Facts } from '@/ui/Facts';
import { FormAlert } from '@/ui/FormAlert';
import { IconFileExport } from '@/ui/icons';
import { SubmitBar } from '@/ui/SubmitBar';
import { type AssetFilters, askedInBody } from '../filters';
import { totalsQuery } from '../list-queries';
import { exportFieldsQuery } from '../queries';
import classes from './ExportDialog.module.css';

interface Props {
  filters: AssetFilters;
}

/** The register as a file: what the filters let through, all of it. */
export function ExportDialog({ filters }: Props) {
  const [open, setOpen] = useState(false);
  const permitted = usePermission('assets.export');
  if (!permitted) {
    return null;
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileExport size={18} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {m.exports_do()}
      </Button>
      <Dialog title={m.exports_title()} open={open} onClose={() => setOpen(false)}>
        <Export filters={filters} />
      </Dialog>
    </>
  );
}

function Export({ filters }: Props) {
  const fields = useQuery(exportFieldsQuery);
  const [made, setMade] = useState<ExportView | null>(null);
  if (made) {
    return <Done made={made} onAgain={() => setMade(null)} />;
  }
  return <ExportForm filters={filters} fields={fields.data ?? []} onMade={setMade} />;
}

interface FormProps extends Props {
  fields: readonly ExportFieldView[];
  onMade: (made: ExportView) => void;
}

function ExportForm({ filters, fields, onMade }: FormProps) {
  const me = useMe();
  const [format, setFormat] = useState<'csv' | 'xlsx'>('xlsx');
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const usual = new Set(fields.filter((field) => field.usual).map((field) => field.key));
  const columns = chosen ?? usual;
  const none = chosen?.size === 0;
  // Whoever closes the window does not want the file: the server notices and stops.
  const leaving = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    return () => controller.abort();
  }, []);
  const submission = useSubmission({
    name: 'registers.export',
    owner: me.person.id,
    initialValues: {},
    send: (_, key) =>
      read(
        api.POST('/api/v1/asset-exports', {
          body: {
            format,
            filter: askedInBody(filters),
            columns: chosen
              ? fields.filter((field) => chosen.has(field.key)).map((field) => field.key)
              : null,
          },
          headers: { 'Idempotency-Key': key },
          signal: leaving.current.signal,
        }),
      ),
    onAccepted: onMade,
  });
  const toggle = (key: string) => {
    const next = new Set(columns);
    if (!next.delete(key)) {
      next.add(key);
    }
    setChosen(next);
  };
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <Scope filters={filters} />
      <ChoiceCards
        label={m.exports_format()}
        value={format}
        onChange={setFormat}
        choices={[
          { value: 'xlsx', label: m.exports_xlsx(), hint: m.exports_xlsx_hint() },
          { value: 'csv', label: m.exports_csv(), hint: m.exports_csv_hint() },
        ]}
      />
      <details className={classes.columns}>
        <summary>
          {m.exports_columns({
            chosen: formatNumber(columns.size),
            count: formatNumber(fields.length),
          })}
        </summary>
        {fields.map((field) => (
          <CheckField
            key={field.key}
            label={field.head}
            checked={columns.has(field.key)}
            onChange={() => toggle(field.key)}
          />
        ))}
      </details>
      <SubmitBar note={submissionNote(submission.sending, none)}>
        <Button type="submit" loading={submission.sending} disabled={none}>
          {m.exports_start()}
        </Button>
      </SubmitBar>
    </form>
  );
}

function submissionNote(sending: boolean, none: boolean): string | null {
  if (sending) {
    return m.exports_running();
  }
  return none ? m.exports_columns_none() : null;
}

/** How many cards it will be: counted by the server, so that nobody expects only what he sees. */
function Scope({ filters }: Props) {
  const { data } = useQuery(totalsQuery(filters));
  if (!data) {
    return <p className={classes.text}>{m.registers_counting()}</p>;
  }
  const count = formatNumber(data.count);
  return (
    <p className={classes.text} role="status">
      {Object.values(filters).some(Boolean)
        ? m.exports_scope_filtered({ count })
        : m.exports_scope_all({ count })}
    </p>
  );
}

function Done({ made, onAgain }: { made: ExportView; onAgain: () => void }) {
  const path = `/api/v1/asset-exports/${made.id}`;
  const money = (amount: string | undefined) => (amount ? formatMoney(amount) : null);
  const sums = [
    { label: m.exports_rows(), value: formatNumber(made.rows) },
    { label: m.exports_quantity(), value: made.quantity },
    { label: m.exports_value(), value: money(made.original_value) },
    { label: m.exports_depreciation(), value: money(made.accumulated_depreciation) },
  ];
  return (
    <div className={classes.form}>
      <p className={classes.text} role="status">
        {m.exports_done()}
      </p>
      <Facts
        items={[
          ...sums.filter(({ value }) => value !== null),
          {
            label: m.exports_hash(),
            value: <span className={classes.hash}>{made.data_sha256}</span>,
          },
          { label: m.exports_until(), value: <DateText value={made.available_until} /> },
        ]}
      />
      <SubmitBar>
        <Button variant="subtle" onClick={onAgain}>
          {m.exports_again()}
        </Button>
        <Button variant="default" component="a" href={`${path}/manifest`} download>
          {m.exports_manifest()}
        </Button>
        <Button component="a" href={`${path}/content`} download>
          {m.exports_file()}
        </Button>
      </SubmitBar>
    </div>
  );
}
