import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useMe } from '@/api/me';
import type { StockDocumentView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { focusFirst } from '@/offline/focus-first';
import { useSubmission } from '@/offline/use-submission';
import { Folded } from '@/ui/Folded';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { PageHeader } from '@/ui/PageHeader';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { handOut, refreshStores } from '../acts';
import { ConfirmDialog } from '../components/ConfirmDialog';
import { IssueLines } from '../components/IssueLines';
import { ReceiverField } from '../components/ReceiverField';
import { RepairField } from '../components/RepairField';
import { ShelfButtons } from '../components/ShelfButtons';
import {
  type IssueValues,
  issueBody,
  needsRequisition,
  refusedWithout,
  withOneMore,
} from '../issue-form';
import {
  allItemsQuery,
  classesHereQuery,
  lastIssuesQuery,
  lastMonthQuery,
  storesQuery,
} from '../queries';
import { lastReceivers, shelfOf } from '../shelf';
import classes from './IssuePage.module.css';

const empty = (): IssueValues => ({
  receiver_id: '',
  receiver_name: '',
  class_id: '',
  repair_case_id: '',
  purpose: m.stores_purpose_usual(),
  confirmation: 'on_device',
  lines: [],
});

/** Chalk at 7:40: who, what, how many, and whoever receives says so on the same phone. */
export function IssuePage({ storeId }: { storeId: string }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const sheet = useRef<HTMLFormElement>(null);
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<StockDocumentView | null>(null);
  const { data: stores } = useSuspenseQuery(storesQuery);
  const items = useQuery(allItemsQuery);
  const lastMonth = useQuery(lastMonthQuery(storeId));
  const last = useQuery(lastIssuesQuery(storeId));
  const classesHere = useQuery(classesHereQuery);
  const submission = useSubmission({
    name: `stores.issue.${storeId}`,
    owner: person.id,
    initialValues: empty(),
    validate: {
      purpose: (text) => (text.trim() ? null : m.ui_required()),
      lines: (lines) => (lines.length > 0 ? null : m.stores_nothing_chosen()),
      receiver_id: (id, values) => (id || values.class_id ? null : m.stores_receiver_needed()),
    },
    send: (values: IssueValues, key) => handOut(issueBody(storeId, values), key),
    onAccepted: (document) => {
      setDone(document);
      // The next one in the queue begins with an empty counter.
      submission.form.reset(empty());
      void refreshStores(queryClient);
      window.scrollTo(0, 0);
    },
  });
  const { form } = submission;
  const { values } = form;
  const shelf = items.data && shelfOf(items.data, storeId, lastMonth.data);
  const store = stores.find(({ id }) => id === storeId);
  const blocked = values.lines.some(needsRequisition);
  const className = classesHere.data?.find(({ id }) => id === values.class_id)?.name;
  return (
    <form ref={sheet} className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={m.stores_issue()}
        back={{ to: '/stores/$storeId', params: { storeId }, label: store?.name ?? '' }}
      />
      <FormAlert notice={submission.notice} />
      {done ? <Done document={done} /> : null}
      <FormSection title={m.stores_who()}>
        <ReceiverField
          last={lastReceivers(
            (last.data ?? []).filter(({ receiver }) => receiver?.id !== person.id),
            6,
          )}
          value={values.receiver_id ? { id: values.receiver_id, name: values.receiver_name } : null}
          onChange={(receiver) => {
            form.setFieldValue('receiver_id', receiver?.id ?? '');
            form.setFieldValue('receiver_name', receiver?.name ?? '');
            form.setFieldValue('repair_case_id', '');
          }}
          error={form.errors.receiver_id}
        />
        <RepairField
          receiverId={values.receiver_id}
          value={values.repair_case_id}
          error={form.errors.repair_case_id}
          onChange={(repair) => {
            form.setFieldValue('repair_case_id', repair?.id ?? '');
            form.setFieldValue(
              'purpose',
              repair
                ? m.stores_repair_purpose({ number: repair.number })
                : m.stores_purpose_usual(),
            );
          }}
        />
      </FormSection>
      <FormSection title={m.stores_what()}>
        <ShelfButtons
          shelf={shelf}
          onPick={(item) => {
            setDone(null);
            form.setFieldValue('lines', withOneMore(form.getValues().lines, item));
          }}
          error={form.errors.lines}
        />
        <IssueLines
          lines={values.lines}
          errors={form.errors}
          refused={refusedWithout(submission.notice)}
          onChange={(lines) => form.setFieldValue('lines', lines)}
        />
      </FormSection>
      <Folded title={m.stores_more_about()}>
        <div className={classes.pair}>
          <SelectField label={m.stores_for_class()} {...form.getInputProps('class_id')}>
            <option value="">{m.stores_no_class()}</option>
            {classesHere.data?.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextInput label={m.stores_purpose()} {...form.getInputProps('purpose')} />
        </div>
      </Folded>
      <SubmitBar>
        <Button
          disabled={blocked}
          loading={submission.sending}
          onClick={() => {
            const wrong = Object.keys(form.validate());
            setAsking(wrong.length === 0);
            focusFirst(wrong);
          }}
        >
          {m.stores_to_confirm()}
        </Button>
      </SubmitBar>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        who={values.receiver_name || className || ''}
        things={values.lines.map(({ item, quantity }) => ({ item, quantity }))}
        onHow={(how) => {
          form.setFieldValue('confirmation', how);
          setAsking(false);
          sheet.current?.requestSubmit();
        }}
      />
    </form>
  );
}

function Done({ document }: { document: StockDocumentView }) {
  return (
    <p className={classes.done} role="status">
      {m.stores_handed_to({ name: document.receiver?.name ?? document.class?.name ?? '' })}{' '}
      <Link to="/stores/documents/$documentId" params={{ documentId: document.id }}>
        {document.number}
      </Link>
    </p>
  );
}
