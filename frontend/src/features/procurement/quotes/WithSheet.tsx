import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMe } from '@/api/me';
import type { PurchaseRequestView, QuoteSheetView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { EmptyState } from '@/ui/EmptyState';
import { FormAlert } from '@/ui/FormAlert';
import { IconFileText } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { PURCHASES, requestQuery } from '../queries';
import { openSheet, useKeepSheet, useSheetStep } from './acts';
import { sheetQuery } from './queries';

interface Props {
  requestId: string;
  children: (sheet: QuoteSheetView) => ReactNode;
}

/** The sheet of a request, or the way to it while there is none. */
export function WithSheet({ requestId, children }: Props) {
  const { data: request } = useSuspenseQuery(requestQuery(requestId));
  return request.quote_sheet_id ? (
    <Sheet id={request.quote_sheet_id}>{children}</Sheet>
  ) : (
    <NoSheet request={request} />
  );
}

function Sheet({ id, children }: { id: string; children: Props['children'] }) {
  return children(useSuspenseQuery(sheetQuery(id)).data);
}

function NoSheet({ request }: { request: PurchaseRequestView }) {
  return (
    <>
      <PageHeader
        number={request.number}
        title={m.quotes_title()}
        back={{
          to: '/purchases/$requestId',
          params: { requestId: request.id },
          label: request.title,
        }}
      />
      <EmptyState
        icon={IconFileText}
        title={m.quotes_no_sheet()}
        text={request.quotes_why ?? m.quotes_no_sheet_text()}
        action={<OpenSheet request={request} />}
      />
    </>
  );
}

/** Begins to ask for prices: for those who buy, once it is submitted. */
export function OpenSheet({
  request,
  onOpened,
}: {
  request: PurchaseRequestView;
  onOpened?: () => void;
}) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const keep = useKeepSheet();
  const step = useSheetStep();
  const submission = useSubmission({
    name: `purchases.quotes.open.${request.id}`,
    owner: person.id,
    initialValues: {},
    send: (_, key) => step(openSheet(request.id, key)),
    onAccepted: async (sheet) => {
      keep(sheet);
      await queryClient.invalidateQueries({ queryKey: PURCHASES });
      onOpened?.();
    },
  });
  if (!request.opens_quotes) {
    return null;
  }
  return (
    <form onSubmit={submission.onSubmit}>
      <FormAlert notice={submission.notice} />
      <Button
        type="submit"
        size="md"
        // Where no quotes are needed, or not yet, the page is there for another step.
        variant={
          request.state === 'approved' && (request.quotes_needed ?? 0) > 1 ? 'filled' : 'default'
        }
        loading={submission.sending}
      >
        {m.quotes_open()}
      </Button>
    </form>
  );
}
