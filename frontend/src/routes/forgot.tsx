import { createFileRoute } from '@tanstack/react-router';
import { ForgotPage } from '@/features/identity/pages/ForgotPage';

export const Route = createFileRoute('/forgot')({ component: ForgotPage });
