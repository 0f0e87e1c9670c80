import { createFileRoute } from '@tanstack/react-router';
import { TermListPage } from '@/features/reports/pages/TermListPage';

export const Route = createFileRoute('/_app/term-summaries/')({ component: TermListPage });
