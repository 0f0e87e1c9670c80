import { useSuspenseQuery } from '@tanstack/react-query';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import { PrintSheet } from '@/ui/PrintSheet';
import { requestQuery } from '../queries';
import { RequestPaper } from './RequestPaper';

/** 采购申请单 by itself, however far it came: what is known printed, lines for the ink. */
export function RequestPrintPage({ requestId }: { requestId: string }) {
  const { data: request } = useSuspenseQuery(requestQuery(requestId));
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{ to: '/purchases/$requestId', params: { requestId }, label: request.title }}
          number={request.number}
          title={m.papers_request()}
        />
      </div>
      <PrintSheet kind="form">
        <RequestPaper request={request} alone />
      </PrintSheet>
    </>
  );
}
