import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { ClassView, StockDistribution } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { type FormSubmission, useSubmission } from '@/offline/use-submission';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { PageHeader } from '@/ui/PageHeader';
import { SubmitBar } from '@/ui/SubmitBar';
import { useNarrow } from '@/ui/use-narrow';
import { keepDistribution, saveDistribution } from '../acts';
import { ClassChoice } from '../components/ClassChoice';
import { ColumnCards } from '../components/ColumnCards';
import { ItemPicker } from '../components/ItemPicker';
import { MatrixTable } from '../components/MatrixTable';
import { Asks, Shortages, Uncounted } from '../components/MatrixWarnings';
import {
  beyondSize,
  type Column,
  chosenOf,
  type DistributionValues,
  distributionBody,
  gradesOf,
  matrixOf,
  newColumn,
  uncounted,
  valuesOf,
  withCells,
  wrongColumns,
} from '../matrix';
import { atOwnColumns } from '../own-columns';
import { allItemsQuery, classesHereQuery, STORES, storesQuery } from '../queries';
import { shelfOf } from '../shelf';
import classes from './DistributionPage.module.css';

interface Props {
  storeId: string;
  /** One that came back, to be written anew. */
  distribution?: StockDistribution;
}

/** The thirtieth of August: every class, everything, one act. */
export function DistributionPage({ storeId, distribution }: Props) {
  const narrow = useNarrow();
  const { data: stores } = useSuspenseQuery(storesQuery);
  const { data: here } = useSuspenseQuery(classesHereQuery);
  const items = useQuery(allItemsQuery);
  const submission = useDistribution(storeId, distribution ?? null, here);
  const { form } = submission;
  const shelf = items.data && shelfOf(items.data, storeId);
  // A draft remembers what to hand out, not what there was.
  const columns = form.values.lines.map((line) => ({
    ...line,
    item: shelf?.find(({ id }) => id === line.item.id) ?? line.item,
  }));
  const chosen = chosenOf(here, form.values);
  const { rows, totals } = matrixOf(chosen, columns);
  const beyond = beyondSize(columns, totals);
  const shown = {
    ...changesOf(submission),
    columns,
    totals,
    rows,
    chosen,
    here,
    grades: gradesOf(chosen),
    leftOut: form.values.left_out,
    errors: form.errors,
  };
  const asks = Boolean(distribution) || beyond.length > 0;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={m.stores_distribution()}
        number={distribution?.number}
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
            form.setFieldValue('lines', [...form.getValues().lines, newColumn(item)])
          }
        />
      </div>
      {narrow ? (
        <>
          <ColumnCards {...shown} />
          <ClassChoice {...shown} />
        </>
      ) : (
        <MatrixTable {...shown} all={gradesOf(here)} />
      )}
      <Shortages columns={columns} totals={totals} />
      <Uncounted classes={uncounted(chosen, columns)} />
      <Asks columns={beyond} />
      <SubmitBar
        note={m.stores_distribution_sum({ classes: chosen.length, items: columns.length })}
      >
        <Button type="submit" loading={submission.sending} disabled={chosen.length === 0}>
          {asks ? m.requisitions_submit() : m.stores_distribute()}
        </Button>
      </SubmitBar>
    </form>
  );
}

/** The form and its way: handed out at once, or put before whoever decides. */
function useDistribution(
  storeId: string,
  distribution: StockDistribution | null,
  here: readonly ClassView[],
): FormSubmission<DistributionValues> {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useSubmission({
    name: `stores.matrix.${distribution?.id ?? storeId}`,
    owner: person.id,
    initialValues: distribution
      ? valuesOf(distribution, here)
      : ({ purpose: m.stores_purpose_term(), left_out: [], lines: [] } as DistributionValues),
    keepDraft: true,
    validate: {
      purpose: (text) => (text.trim() ? null : m.ui_required()),
      lines: (lines, values) => wrongLines(lines, chosenOf(here, values)),
    },
    send: async (values: DistributionValues, key) => {
      const body = distributionBody(storeId, values, here);
      try {
        return await orNewest(queryClient, STORES, saveDistribution(distribution, body, key));
      } catch (error) {
        throw atOwnColumns(error, chosenOf(here, values));
      }
    },
    onAccepted: async (saved) => {
      void keepDistribution(queryClient, saved);
      const params = { distributionId: saved.id };
      await navigate({ to: '/stores/distributions/$distributionId', params });
    },
  });
}

/** At the head of each column in which something is no number: there it is found, also on a phone. */
function wrongLines(
  lines: readonly Column[],
  chosen: readonly ClassView[],
): string | Record<string, string> {
  if (lines.length === 0) {
    return m.stores_nothing_chosen();
  }
  const wrong = wrongColumns(lines, chosen);
  return Object.fromEntries(wrong.map((at) => [`${at}.quantity`, m.stores_quantities_wrong()]));
}

/** What can be changed in the matrix. Rows are drawn only when they change: what counts is the newest. */
function changesOf({ form }: FormSubmission<DistributionValues>) {
  const set = (lines: Column[]) => form.setFieldValue('lines', lines);
  const at = (index: number, next: (line: Column) => Column) => {
    set(form.getValues().lines.map((line, place) => (place === index ? next(line) : line)));
    form.clearFieldError(`lines.${index}.quantity`);
  };
  // Errors go by the place of a column: behind one that is gone they would stand at others.
  const clearFrom = (first: number) =>
    form.getValues().lines.forEach((_, place) => {
      if (place >= first) {
        form.clearFieldError(`lines.${place}.quantity`);
      }
    });
  return {
    onColumn: (index: number, change: Partial<Column>) =>
      at(index, (line) => ({ ...line, ...change })),
    onRemove: (index: number) => {
      clearFrom(index);
      set(form.getValues().lines.filter((_, place) => place !== index));
    },
    onCells: (index: number, ids: readonly string[], text: string) =>
      at(index, (line) => withCells(line, ids, text)),
    onToggle: (id: string) => {
      clearFrom(0);
      const { left_out: out } = form.getValues();
      form.setFieldValue(
        'left_out',
        out.includes(id) ? out.filter((one) => one !== id) : [...out, id],
      );
    },
  };
}
