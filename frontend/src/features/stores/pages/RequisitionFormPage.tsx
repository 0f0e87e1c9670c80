import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { RequisitionView, StockItemRef } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Counter } from '@/ui/Counter';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { PageHeader } from '@/ui/PageHeader';
import { PickField } from '@/ui/PickField';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { keepRequisition, saveRequisition } from '../acts';
import { LineCard, LineCards } from '../components/LineCards';
import { onLine } from '../lines';
import { choicesQuery, classesHereQuery, STORES } from '../queries';
import { nameOf } from '../shelf';
import classes from './IssuePage.module.css';

interface Line {
  item: StockItemRef;
  quantity: string;
}

type Values = { purpose: string; class_id: string; lines: Line[] };

interface Props {
  requisition: RequisitionView | null;
  /** What a new one is written after: one that nobody collected. */
  like?: RequisitionView | null;
  /** What a new one begins with. */
  first?: Line;
}

const valuesOf = (one: RequisitionView | null, first: Line | undefined): Values => ({
  purpose: one?.purpose ?? '',
  class_id: one?.class?.id ?? '',
  lines: one?.lines.map(({ item, quantity }) => ({ item, quantity })) ?? (first ? [first] : []),
});

/** What somebody needs from the stores, put before whoever decides by being sent. */
export function RequisitionFormPage({ requisition, like = requisition, first }: Props) {
  const { person, permissions } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const seesClasses = permissions.includes('classes.view');
  const classesHere = useQuery({ ...classesHereQuery, enabled: seesClasses });
  const submission = useSubmission({
    name: `stores.requisition.${like?.id ?? first?.item.id ?? 'new'}`,
    owner: person.id,
    initialValues: valuesOf(like, first),
    keepDraft: !first,
    validate: {
      purpose: (text) => (text.trim() ? null : m.ui_required()),
      lines: (lines) => (lines.length > 0 ? null : m.stores_nothing_chosen()),
    },
    send: ({ purpose, class_id, lines }: Values, key) =>
      orNewest(
        queryClient,
        STORES,
        saveRequisition(
          requisition,
          {
            purpose: purpose.trim(),
            class_id: class_id || null,
            lines: lines.map(({ item, quantity }) => ({
              item_id: item.id,
              quantity: quantity.trim(),
            })),
          },
          key,
        ),
      ),
    onAccepted: async (saved) => {
      void keepRequisition(queryClient, saved);
      await navigate({ to: '/requisitions/$requisitionId', params: { requisitionId: saved.id } });
    },
  });
  const { form } = submission;
  const { lines } = form.values;
  const setLines = (next: Line[]) => form.setFieldValue('lines', next);
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={m.requisitions_new()}
        number={requisition?.number}
        back={{ to: '/requisitions', label: m.requisitions_title() }}
      />
      <FormAlert notice={submission.notice} />
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      <FormSection title={m.stores_what()}>
        {lines.length > 0 ? (
          <LineCards label={m.stores_items()}>
            {lines.map((line, index) => {
              const { onChange, onRemove } = onLine(lines, line, setLines);
              return (
                <LineCard key={line.item.id} name={nameOf(line.item)} onRemove={onRemove}>
                  <Counter
                    label={nameOf(line.item)}
                    unit={line.item.unit}
                    value={line.quantity}
                    error={form.errors[`lines.${index}.quantity`]}
                    data-path={`lines.${index}.quantity`}
                    onChange={(quantity) => onChange({ quantity })}
                  />
                </LineCard>
              );
            })}
          </LineCards>
        ) : null}
        <ChoiceField
          error={form.errors.lines}
          onPick={(item) => {
            if (!lines.some((line) => line.item.id === item.id)) {
              setLines([...lines, { item, quantity: '1' }]);
            }
          }}
        />
      </FormSection>
      <FormSection title={m.requisitions_why()}>
        <TextArea
          label={m.stores_purpose()}
          placeholder={m.requisitions_purpose_example()}
          rows={2}
          {...form.getInputProps('purpose')}
        />
        {seesClasses ? (
          <SelectField label={m.stores_for_class()} {...form.getInputProps('class_id')}>
            <option value="">{m.stores_no_class()}</option>
            {classesHere.data?.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        ) : null}
      </FormSection>
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.requisitions_submit()}
        </Button>
      </SubmitBar>
    </form>
  );
}

interface ChoiceProps {
  error: string | undefined;
  onPick: (item: StockItemRef) => void;
}

/** What can be asked for, with how much of it there is. */
function ChoiceField({ error, onPick }: ChoiceProps) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 250);
  const found = useQuery({ ...choicesQuery(q), placeholderData: keepPreviousData });
  return (
    <PickField
      label={m.stores_add_item()}
      data-path="lines"
      placeholder={m.stores_pick_item()}
      error={error}
      chosen={null}
      onPick={(option) => {
        const item = found.data?.find(({ id }) => id === option?.value);
        if (item) {
          onPick({ id: item.id, name: item.name, spec: item.spec, unit: item.unit });
        }
      }}
      options={found.data?.map((item) => ({
        value: item.id,
        label: nameOf(item),
        hint: m.stores_left({ quantity: item.on_hand, unit: item.unit }),
      }))}
      text={text}
      onText={setText}
    />
  );
}
