import { createFileRoute } from '@tanstack/react-router';
import { RulesPage } from '@/features/campus/pages/RulesPage';

export const Route = createFileRoute('/_app/settings_/rules')({ component: RulesPage });
