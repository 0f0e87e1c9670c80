import { createFileRoute } from '@tanstack/react-router';
import { QuotesPrintPage } from '@/features/procurement/quotes/QuotesPrintPage';
import { WithSheet } from '@/features/procurement/quotes/WithSheet';

export const Route = createFileRoute('/_app/purchases/$requestId_/quotes_/print')({
  component: () => (
    <WithSheet requestId={Route.useParams().requestId}>
      {(sheet) => <QuotesPrintPage sheet={sheet} />}
    </WithSheet>
  ),
});
