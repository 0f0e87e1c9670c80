import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { PrintTerms, RequisitionView, StockChoice } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { DraftNotice } from '@/ui/DraftNotice';
import { EmptyState } from '@/ui/EmptyState';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { PageHeader } from '@/ui/PageHeader';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { keepRequisition, saveRequisition } from '../acts';
import { chosenPaper, type PrintValues, sheetsOf, wayOf, whole } from '../print-run';
import { classesHereQuery, printTermsQuery, STORES } from '../queries';
import { nameOf } from '../shelf';
import issue from './IssuePage.module.css';
import classes from './PrintRun.module.css';

type Values = { purpose: string; class_id: string; print: PrintValues };

const number = (text: string) => (whole(text) ? null : m.requisitions_run_whole());

interface PageProps {
  requisition: RequisitionView | null;
  /** What a new one is written after: one that nobody collected. */
  like?: RequisitionView | null;
}

/** What is to be printed, how often and on what: four fields, and the sheets are counted as they are typed. */
export function PrintRunFormPage({ requisition, like = requisition }: PageProps) {
  const { data: terms } = useSuspenseQuery(printTermsQuery);
  return terms.papers.length > 0 ? (
    <PrintRunForm requisition={requisition} like={like} terms={terms} />
  ) : (
    <>
      <Header requisition={requisition} />
      <EmptyState title={m.requisitions_run_none()} text={m.requisitions_run_none_text()} />
    </>
  );
}

function Header({ requisition }: { requisition: RequisitionView | null }) {
  return (
    <PageHeader
      title={m.requisitions_run_new()}
      number={requisition?.number}
      back={{ to: '/requisitions', label: m.requisitions_title() }}
    />
  );
}

function valuesOf(one: RequisitionView | null, terms: PrintTerms): Values {
  const print = one?.print;
  return {
    purpose: one?.purpose ?? '',
    class_id: one?.class?.id ?? '',
    print: {
      item_id: chosenPaper(terms.papers, print?.paper.id)?.id ?? '',
      pages: print ? String(print.pages) : '',
      copies: print ? String(print.copies) : '',
      both_sides: print?.both_sides ?? true,
    },
  };
}

interface Props {
  requisition: RequisitionView | null;
  terms: PrintTerms;
}

interface FormProps extends Props {
  like: RequisitionView | null;
}

function PrintRunForm({ requisition, like, terms }: FormProps) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const submission = useSubmission({
    name: `stores.print-run.${like?.id ?? 'new'}`,
    owner: person.id,
    initialValues: valuesOf(like, terms),
    keepDraft: true,
    validate: {
      purpose: (text) => (text.trim() ? null : m.ui_required()),
      print: { pages: number, copies: number },
    },
    send: ({ purpose, class_id, print }: Values, key) =>
      orNewest(
        queryClient,
        STORES,
        saveRequisition(
          requisition,
          {
            purpose: purpose.trim(),
            class_id: class_id || null,
            lines: otherLines(like),
            print: {
              item_id: chosenPaper(terms.papers, print.item_id)?.id ?? '',
              pages: whole(print.pages) ?? 0,
              copies: whole(print.copies) ?? 0,
              both_sides: print.both_sides,
            },
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
  const { print } = form.values;
  const paper = chosenPaper(terms.papers, print.item_id);
  return (
    <form className={issue.form} onSubmit={submission.onSubmit} noValidate>
      <Header requisition={requisition} />
      <FormAlert notice={submission.notice} />
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      <FormSection title={m.requisitions_run_what()}>
        <TextInput
          label={m.requisitions_run_purpose()}
          placeholder={m.requisitions_run_purpose_example()}
          {...form.getInputProps('purpose')}
        />
        <div className={classes.numbers}>
          <TextInput
            label={m.requisitions_run_pages()}
            inputMode="numeric"
            {...form.getInputProps('print.pages')}
          />
          <TextInput
            label={m.requisitions_run_copies()}
            inputMode="numeric"
            {...form.getInputProps('print.copies')}
          />
        </div>
        <CheckField
          label={m.requisitions_run_both_sides()}
          {...form.getCheckProps('print.both_sides')}
        />
        <SelectField
          label={m.requisitions_run_paper()}
          {...form.getInputProps('print.item_id')}
          value={paper?.id ?? ''}
          options={terms.papers.map((one) => ({ value: one.id, label: paperWord(one) }))}
        />
        <ForClass {...form.getInputProps('class_id')} />
      </FormSection>
      <Counted print={print} terms={terms} paper={paper} requisition={requisition} />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.requisitions_run_submit()}
        </Button>
      </SubmitBar>
    </form>
  );
}

/** What is asked for beside the paper stays as it was. */
function otherLines(requisition: RequisitionView | null) {
  return (requisition?.lines ?? [])
    .filter(({ item }) => item.id !== requisition?.print?.paper.id)
    .map(({ item, quantity }) => ({ item_id: item.id, quantity }));
}

const paperWord = (paper: StockChoice) =>
  `${nameOf(paper)} · ${m.stores_left({ quantity: paper.on_hand, unit: paper.unit })}`;

type Field = ReturnType<ReturnType<typeof useSubmission<Values, unknown>>['form']['getInputProps']>;

function ForClass(field: Field) {
  const { permissions } = useMe();
  const sees = permissions.includes('classes.view');
  const here = useQuery({ ...classesHereQuery, enabled: sees });
  return sees ? (
    <SelectField label={m.stores_for_class()} {...field}>
      <option value="">{m.stores_no_class()}</option>
      {here.data?.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  ) : null;
}

interface CountedProps extends Props {
  print: PrintValues;
  paper: StockChoice | undefined;
}

/** The sheets as they are typed, and what happens with so many. */
function Counted({ print, terms, paper, requisition }: CountedProps) {
  const sheets = sheetsOf(print);
  const above = formatNumber(terms.above);
  // A school may want somebody to decide about every sheet.
  const always = terms.above === 0 ? m.requisitions_run_always() : null;
  return (
    <div className={classes.count} role="status">
      {sheets === null ? (
        <>
          <p>{m.requisitions_run_counting()}</p>
          <p>{always ?? m.requisitions_run_limit({ above })}</p>
        </>
      ) : (
        <>
          <p className={classes.sheets}>
            {m.requisitions_run_sheets({ sheets: formatNumber(sheets) })}
          </p>
          <p>
            {
              {
                straight: m.requisitions_run_straight({ above }),
                large: always ?? m.requisitions_run_large({ above }),
                controlled: m.requisitions_run_controlled({
                  size: `${paper?.controlled_above ?? ''} ${paper?.unit ?? ''}`,
                }),
                again: m.requisitions_run_again(),
              }[wayOf(sheets, terms, paper, requisition)]
            }
          </p>
        </>
      )}
      {terms.asked_today > 0 && !requisition ? (
        <p>{m.requisitions_run_before({ sheets: formatNumber(terms.asked_today) })}</p>
      ) : null}
    </div>
  );
}
