import { createFileRoute } from '@tanstack/react-router';
import { HandoutPage } from '@/features/campus/pages/HandoutPage';

export const Route = createFileRoute('/_app/settings_/handout')({ component: HandoutPage });
