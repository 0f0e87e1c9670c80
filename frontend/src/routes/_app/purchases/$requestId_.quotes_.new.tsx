import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { QuoteFormPage } from '@/features/procurement/quotes/QuoteFormPage';
import { WithSheet } from '@/features/procurement/quotes/WithSheet';

export const Route = createFileRoute('/_app/purchases/$requestId_/quotes_/new')({
  // Whose quote is put right; without it a new one.
  validateSearch: (search): { supplier?: string } => ({ supplier: text(search.supplier) }),
  component: NewQuote,
});

function NewQuote() {
  const { supplier } = Route.useSearch();
  return (
    <WithSheet requestId={Route.useParams().requestId}>
      {(sheet) => (
        <QuoteFormPage
          sheet={sheet}
          former={sheet.quotes.find((quote) => quote.supplier.id === supplier)}
        />
      )}
    </WithSheet>
  );
}
