import { createFileRoute } from '@tanstack/react-router';
import { RunsPage } from '@/features/registers/depreciation/RunsPage';

export const Route = createFileRoute('/_app/assets/depreciation/')({ component: RunsPage });
