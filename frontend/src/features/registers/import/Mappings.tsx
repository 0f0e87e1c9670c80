import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { ImportPlanView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { IconCheck } from '@/ui/icons';
import { announce } from '@/ui/notices';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { headsOf } from './ColumnFields';
import classes from './import.module.css';
import { mappingsQuery } from './queries';

interface Props {
  plan: ImportPlanView;
  chosen: string | null;
  onChoose: (id: string | null) => void;
}

/** How columns are read, kept under a name: chosen here, or used by itself for the same heads. */
export function Mappings({ plan, chosen, onChoose }: Props) {
  const { data: saved } = useQuery(mappingsQuery);
  const [saving, setSaving] = useState(false);
  return (
    <div className={classes.stack}>
      {plan.mapping ? (
        <p className={classes.note} data-tone="good">
          <IconCheck size={18} aria-hidden />
          {m.imports_mapping_used({ name: plan.mapping.name })}
        </p>
      ) : null}
      <div className={classes.row}>
        {saved && saved.length > 0 ? (
          <SelectField
            label={m.imports_mapping_choose()}
            value={chosen ?? plan.mapping?.id ?? ''}
            onChange={(event) => onChoose(event.target.value || null)}
            options={saved.map(({ id, name }) => ({ value: id, label: name }))}
          >
            <option value="">{m.imports_mapping_choose_none()}</option>
          </SelectField>
        ) : null}
        <Button variant="default" size="md" onClick={() => setSaving(true)}>
          {m.imports_mapping_save()}
        </Button>
      </div>
      <Dialog title={m.imports_mapping_save()} open={saving} onClose={() => setSaving(false)}>
        <SaveForm plan={plan} onDone={() => setSaving(false)} />
      </Dialog>
    </div>
  );
}

function SaveForm({ plan, onDone }: { plan: ImportPlanView; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const known = useQuery(mappingsQuery).data ?? [];
  const submission = useSubmission({
    name: 'registers.mapping',
    owner: person.id,
    initialValues: { name: plan.mapping?.name ?? '' },
    validate: { name: (name) => (name.trim() ? null : m.ui_required()) },
    send: ({ name }, key) => {
      const columns = headsOf(plan.sheets);
      const body = {
        name: name.trim(),
        heads: columns.map(({ head }) => head),
        // All of them, so that the next file is read the same way whatever is learnt meanwhile.
        options: {
          ...plan.options,
          columns: Object.fromEntries(columns.map(({ head, field }) => [head, field ?? null])),
        },
      };
      const same = known.find((mapping) => mapping.name === body.name);
      return same
        ? read(
            api.PUT('/api/v1/import-mappings/{id}', {
              params: { path: { id: same.id }, header: ifMatch(same.version) },
              body,
            }),
          )
        : read(api.POST('/api/v1/import-mappings', { body, headers: { 'Idempotency-Key': key } }));
    },
    onAccepted: async ({ name }) => {
      await queryClient.invalidateQueries({ queryKey: mappingsQuery.queryKey });
      announce(m.imports_mapping_saved(), name);
      onDone();
    },
  });
  return (
    <form onSubmit={submission.onSubmit} noValidate className={classes.stack}>
      <FormAlert notice={submission.notice} />
      <p>{m.imports_mapping_save_text()}</p>
      <TextInput
        label={m.imports_mapping_name()}
        placeholder={m.imports_mapping_name_example()}
        autoComplete="off"
        {...submission.form.getInputProps('name')}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.imports_mapping_save_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
