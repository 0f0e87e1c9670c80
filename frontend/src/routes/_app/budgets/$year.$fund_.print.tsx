import { createFileRoute, notFound } from '@tanstack/react-router';
import type { PurchaseFund } from '@/api/schema';
import { BudgetPaperPage } from '@/features/procurement/budgets/BudgetPaperPage';
import { FUND_WORDS } from '@/features/procurement/words';

export const Route = createFileRoute('/_app/budgets/$year/$fund_/print')({
  validateSearch: (search): { seq: number } => ({
    seq: typeof search.seq === 'number' ? search.seq : 1,
  }),
  component: Paper,
});

/** Another year or fund is no page. */
function Paper() {
  const { year, fund } = Route.useParams();
  const { seq } = Route.useSearch();
  if (!/^2[01]\d\d$/.test(year) || !(fund in FUND_WORDS)) {
    throw notFound();
  }
  return <BudgetPaperPage year={Number(year)} fund={fund as PurchaseFund} seq={seq} />;
}
