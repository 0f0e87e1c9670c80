import { createFileRoute } from '@tanstack/react-router';
import { PurchaseRulesPage } from '@/features/campus/pages/PurchaseRulesPage';

export const Route = createFileRoute('/_app/settings_/rules_/purchases')({
  component: PurchaseRulesPage,
});
