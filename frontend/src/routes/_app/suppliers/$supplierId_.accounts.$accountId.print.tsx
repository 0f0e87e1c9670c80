import { createFileRoute } from '@tanstack/react-router';
import { AccountPaperPage } from '@/features/procurement/suppliers/AccountPaperPage';

export const Route = createFileRoute('/_app/suppliers/$supplierId_/accounts/$accountId/print')({
  component: () => <AccountPaperPage {...Route.useParams()} />,
});
