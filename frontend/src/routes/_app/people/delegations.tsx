import { createFileRoute } from '@tanstack/react-router';
import { DelegationsPage } from '@/features/campus/pages/DelegationsPage';

export const Route = createFileRoute('/_app/people/delegations')({ component: DelegationsPage });
