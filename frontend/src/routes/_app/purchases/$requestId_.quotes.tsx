import { createFileRoute } from '@tanstack/react-router';
import { QuotesPage } from '@/features/procurement/quotes/QuotesPage';
import { WithSheet } from '@/features/procurement/quotes/WithSheet';

export const Route = createFileRoute('/_app/purchases/$requestId_/quotes')({
  component: () => (
    <WithSheet requestId={Route.useParams().requestId}>
      {(sheet) => <QuotesPage sheet={sheet} />}
    </WithSheet>
  ),
});
