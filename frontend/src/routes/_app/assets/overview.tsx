import { createFileRoute } from '@tanstack/react-router';
import { OverviewPage } from '@/features/registers/pages/OverviewPage';

export const Route = createFileRoute('/_app/assets/overview')({ component: OverviewPage });
