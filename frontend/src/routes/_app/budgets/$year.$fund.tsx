import { createFileRoute, notFound } from '@tanstack/react-router';
import type { PurchaseFund } from '@/api/schema';
import { BudgetPage } from '@/features/procurement/budgets/BudgetPage';
import { FUND_WORDS } from '@/features/procurement/words';

export const Route = createFileRoute('/_app/budgets/$year/$fund')({ component: Budget });

/** Another year or fund is no page. */
function Budget() {
  const { year, fund } = Route.useParams();
  if (!/^2[01]\d\d$/.test(year) || !(fund in FUND_WORDS)) {
    throw notFound();
  }
  return <BudgetPage year={Number(year)} fund={fund as PurchaseFund} />;
}
