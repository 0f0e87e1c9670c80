import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe, usePermission } from '@/api/me';
import type { ExportView, TemplateView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { ExportDone } from '../components/ExportDone';
import { type AssetFilters, askedInBody } from '../filters';
import { templatesQuery } from './queries';
import classes from './Templates.module.css';

interface Props {
  template: TemplateView;
  filters: AssetFilters;
  onEdit: () => void;
}

/** A kept form: what it is, and filling it. */
export function TemplateCard({ template, filters, onEdit }: Props) {
  const keeps = usePermission('assets.export_templates');
  const [made, setMade] = useState<ExportView | null>(null);
  const { sheet, head_row: head, first_row: first } = template;
  const columns = formatNumber(template.columns.filter(({ field }) => field).length);
  return (
    <li className={classes.card}>
      <h2>{template.name}</h2>
      <p className={classes.note}>{template.file_name}</p>
      <p className={classes.note}>{m.templates_line({ sheet, head, first, columns })}</p>
      {template.saved_anew ? <p className={classes.anew}>{m.templates_anew()}</p> : null}
      <div className={classes.acts}>
        {made ? null : <Fill template={template} filters={filters} onMade={setMade} />}
        {keeps ? (
          <>
            <Button variant="subtle" onClick={onEdit}>
              {m.templates_edit()}
            </Button>
            <Remove template={template} />
          </>
        ) : null}
      </div>
      {made ? (
        <Dialog title={template.name} open onClose={() => setMade(null)}>
          <ExportDone made={made} again={m.templates_again()} onAgain={() => setMade(null)} />
        </Dialog>
      ) : null}
    </li>
  );
}

interface FillProps {
  template: TemplateView;
  filters: AssetFilters;
  onMade: (made: ExportView) => void;
}

function Fill({ template, filters, onMade }: FillProps) {
  const { person } = useMe();
  // Whoever leaves does not want the file: the server notices and stops.
  const leaving = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    return () => controller.abort();
  }, []);
  const submission = useSubmission({
    name: `registers.template.fill.${template.id}`,
    owner: person.id,
    initialValues: {},
    send: (_, key) =>
      read(
        api.POST('/api/v1/export-templates/{id}/fill', {
          params: { path: { id: template.id }, header: { 'Idempotency-Key': key } },
          body: { filter: askedInBody(filters) },
          signal: leaving.current.signal,
        }),
      ),
    onAccepted: onMade,
  });
  return (
    <form className={classes.fill} onSubmit={submission.onSubmit}>
      <FormAlert notice={submission.notice} />
      <Button
        type="submit"
        loading={submission.sending}
        aria-label={`${m.templates_fill()} ${template.name}`}
      >
        {m.templates_fill()}
      </Button>
      {submission.sending ? (
        <p role="status" className={classes.note}>
          {m.templates_filling()}
        </p>
      ) : null}
    </form>
  );
}

function Remove({ template }: { template: TemplateView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setOpen(true)}>
        {m.templates_remove()}
      </Button>
      <Dialog title={m.templates_remove_title()} open={open} onClose={() => setOpen(false)}>
        <Removing template={template} />
      </Dialog>
    </>
  );
}

function Removing({ template }: { template: TemplateView }) {
  const { person } = useMe();
  const client = useQueryClient();
  const { queryKey } = templatesQuery;
  const submission = useSubmission<Record<string, unknown>, unknown>({
    name: `registers.template.remove.${template.id}`,
    owner: person.id,
    initialValues: {},
    send: () =>
      orNewest(
        client,
        queryKey,
        read(
          api.DELETE('/api/v1/export-templates/{id}', {
            params: { path: { id: template.id }, header: ifMatch(template.version) },
          }),
        ),
      ),
    onAccepted: () => client.invalidateQueries({ queryKey }),
  });
  return (
    <form className={classes.mapping} onSubmit={submission.onSubmit}>
      <FormAlert notice={submission.notice} />
      <p>{m.templates_remove_text({ name: template.name })}</p>
      <SubmitBar>
        <Button type="submit" color="red" loading={submission.sending}>
          {m.templates_remove_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
