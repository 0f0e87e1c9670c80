import { createFileRoute } from '@tanstack/react-router';
import { GrantsPage } from '@/features/campus/pages/GrantsPage';

export const Route = createFileRoute('/_app/people/grants')({ component: GrantsPage });
