import { createFileRoute } from '@tanstack/react-router';
import { RulesPrintPage } from '@/features/campus/pages/RulesPrintPage';

export const Route = createFileRoute('/_app/settings_/rules_/print')({ component: RulesPrintPage });
