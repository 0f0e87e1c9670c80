import { createFileRoute } from '@tanstack/react-router';
import { CanteensPage } from '@/features/canteen/pages/CanteensPage';

export const Route = createFileRoute('/_app/canteen/settings')({ component: CanteensPage });
