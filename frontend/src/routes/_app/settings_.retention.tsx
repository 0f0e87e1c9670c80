import { createFileRoute } from '@tanstack/react-router';
import { RetentionPage } from '@/features/campus/pages/RetentionPage';

export const Route = createFileRoute('/_app/settings_/retention')({ component: RetentionPage });
