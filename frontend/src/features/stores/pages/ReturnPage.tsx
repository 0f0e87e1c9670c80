import { Button, TextInput } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Counter } from '@/ui/Counter';
import { FormAlert } from '@/ui/FormAlert';
import { PageHeader } from '@/ui/PageHeader';
import { thousandths } from '@/ui/quantity';
import { SubmitBar } from '@/ui/SubmitBar';
import { refreshStores, takeBack } from '../acts';
import { LineCard, LineCards } from '../components/LineCards';
import { documentQuery } from '../queries';
import { nameOf } from '../shelf';
import classes from './IssuePage.module.css';

/** What was handed out comes back: how many of each. */
export function ReturnPage({ documentId }: { documentId: string }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data: issue } = useSuspenseQuery(documentQuery(documentId));
  const submission = useSubmission({
    name: `stores.return.${documentId}`,
    owner: person.id,
    // Not named as the body's lines: only those above nothing are sent, and errors would count differently.
    initialValues: { back: issue.lines.map(() => '0'), purpose: '' },
    validate: {
      back: (back) => (back.some((one) => thousandths(one)) ? null : m.stores_nothing_chosen()),
    },
    send: ({ back, purpose }, key) =>
      takeBack(
        {
          issue_id: documentId,
          purpose: purpose.trim() || null,
          lines: issue.lines.flatMap(({ item }, index) => {
            const quantity = back[index]?.trim() ?? '';
            return thousandths(quantity) === 0 ? [] : [{ item_id: item.id, quantity }];
          }),
        },
        key,
      ),
    onAccepted: async (saved) => {
      queryClient.setQueryData(documentQuery(saved.id).queryKey, saved);
      void refreshStores(queryClient);
      await navigate({ to: '/stores/documents/$documentId', params: { documentId: saved.id } });
    },
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={m.stores_return()}
        number={issue.number}
        back={{
          to: '/stores/documents/$documentId',
          params: { documentId },
          label: issue.purpose ?? issue.number,
        }}
      />
      <FormAlert notice={submission.notice} />
      <LineCards label={m.stores_items()}>
        {issue.lines.map(({ item, quantity }, index) => (
          <LineCard
            key={item.id}
            name={nameOf(item)}
            under={m.stores_went_out({
              quantity: m.stores_amount({ quantity, unit: item.unit }),
            })}
          >
            <Counter
              label={nameOf(item)}
              unit={item.unit}
              value={form.values.back[index] ?? ''}
              data-path={index === 0 ? 'back' : undefined}
              onChange={(next) =>
                form.setFieldValue(
                  'back',
                  form.getValues().back.map((one, at) => (at === index ? next : one)),
                )
              }
            />
          </LineCard>
        ))}
      </LineCards>
      {form.errors.back ? (
        <p className={classes.wrong} role="alert">
          {form.errors.back}
        </p>
      ) : null}
      <TextInput label={m.stores_return_why()} {...form.getInputProps('purpose')} />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.stores_return()}
        </Button>
      </SubmitBar>
    </form>
  );
}
