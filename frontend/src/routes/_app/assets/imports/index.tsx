import { createFileRoute } from '@tanstack/react-router';
import { ImportsPage } from '@/features/registers/pages/ImportsPage';

export const Route = createFileRoute('/_app/assets/imports/')({ component: ImportsPage });
