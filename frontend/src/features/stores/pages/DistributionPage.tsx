import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { PageHeader } from '@/ui/PageHeader';
import { quantityOf } from '@/ui/quantity';
import { SubmitBar } from '@/ui/SubmitBar';
import { useNarrow } from '@/ui/use-narrow';
import { WarningBox } from '@/ui/WarningBox';
import { distribute, refreshStores } from '../acts';
import { ClassChoice } from '../components/ClassChoice';
import { ColumnCards } from '../components/ColumnCards';
import { ItemPicker } from '../components/ItemPicker';
import { MatrixTable } from '../components/MatrixTable';
import {
  type Column,
  type DistributionValues,
  distributionBody,
  matrixOf,
  tooMuch,
} from '../matrix';
import { allItemsQuery, classesHereQuery, distributionQuery, storesQuery } from '../queries';
import { shelfOf } from '../shelf';
import classes from './DistributionPage.module.css';

/** The thirtieth of August: every class, everything, one act. */
export function DistributionPage({ storeId }: { storeId: string }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const narrow = useNarrow();
  const { data: stores } = useSuspenseQuery(storesQuery);
  const { data: here } = useSuspenseQuery(classesHereQuery);
  const items = useQuery(allItemsQuery);
  const submission = useSubmission({
    name: `stores.distribution.${storeId}`,
    owner: person.id,
    initialValues: {
      purpose: m.stores_purpose_term(),
      left_out: [],
      lines: [],
    } as DistributionValues,
    keepDraft: true,
    validate: {
      purpose: (text) => (text.trim() ? null : m.ui_required()),
      lines: (lines) => (lines.length > 0 ? null : m.stores_nothing_chosen()),
    },
    send: (values: DistributionValues, key) =>
      distribute(distributionBody(storeId, values, here), key),
    onAccepted: async (saved) => {
      queryClient.setQueryData(distributionQuery(saved.id).queryKey, saved);
      void refreshStores(queryClient);
      const params = { distributionId: saved.id };
      await navigate({ to: '/stores/distributions/$distributionId', params });
    },
  });
  const { form } = submission;
  const shelf = items.data && shelfOf(items.data, storeId);
  // A draft remembers what to hand out, not what there was.
  const columns = form.values.lines.map((line) => ({
    ...line,
    item: shelf?.find(({ id }) => id === line.item.id) ?? line.item,
  }));
  const chosen = here.filter(({ id }) => !form.values.left_out.includes(id));
  const { rows, totals } = matrixOf(chosen, columns);
  const shown = {
    columns,
    totals,
    errors: form.errors,
    onColumn: (index: number, change: Partial<Column>) =>
      form.setFieldValue(
        'lines',
        form.getValues().lines.map((line, at) => (at === index ? { ...line, ...change } : line)),
      ),
    onRemove: (index: number) =>
      form.setFieldValue(
        'lines',
        form.getValues().lines.filter((_, at) => at !== index),
      ),
  };
  const choice = {
    here,
    leftOut: form.values.left_out,
    onToggle: (id: string) => {
      // Rows are drawn again only when they change: what counts is the newest.
      const { left_out: out } = form.getValues();
      form.setFieldValue(
        'left_out',
        out.includes(id) ? out.filter((one) => one !== id) : [...out, id],
      );
    },
  };
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={m.stores_distribution()}
        back={{
          to: '/stores/$storeId',
          params: { storeId },
          label: stores.find(({ id }) => id === storeId)?.name ?? '',
        }}
      />
      <FormAlert notice={submission.notice} />
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      <div className={classes.top}>
        <TextInput label={m.stores_purpose()} {...form.getInputProps('purpose')} />
        <ItemPicker
          label={m.stores_add_item()}
          data-path="lines"
          error={form.errors.lines}
          items={shelf?.filter(({ id }) => !columns.some(({ item }) => item.id === id))}
          onPick={(item) =>
            form.setFieldValue('lines', [
              ...form.getValues().lines,
              { item, quantity: '1', per: 'class' },
            ])
          }
        />
      </div>
      {narrow ? (
        <>
          <ColumnCards {...shown} />
          <ClassChoice {...choice} />
        </>
      ) : (
        <MatrixTable {...shown} {...choice} rows={rows} />
      )}
      <Shortages columns={columns} totals={totals} />
      {tooMuch(rows, columns).map(({ item }) => (
        <WarningBox
          key={item.id}
          title={m.stores_needs_requisition({
            name: item.name,
            above: m.stores_amount({
              quantity: quantityOf(item.controlledAbove ?? 0),
              unit: item.unit,
            }),
          })}
          text={m.stores_needs_text()}
        />
      ))}
      <SubmitBar
        note={m.stores_distribution_sum({ classes: chosen.length, items: columns.length })}
      >
        <Button type="submit" loading={submission.sending} disabled={chosen.length === 0}>
          {m.stores_distribute()}
        </Button>
      </SubmitBar>
    </form>
  );
}

/** What will not be enough: sent all the same, and listed afterwards. */
function Shortages({ columns, totals }: { columns: Column[]; totals: { short: number }[] }) {
  const short = columns.flatMap(({ item }, index) => {
    const missing = totals[index]?.short ?? 0;
    return missing > 0
      ? [`${item.name} ${m.stores_amount({ quantity: quantityOf(missing), unit: item.unit })}`]
      : [];
  });
  return short.length > 0 ? (
    <WarningBox
      title={m.stores_will_be_short({ things: short.join(m.stores_comma()) })}
      text={m.stores_short_text()}
    />
  ) : null;
}
