import { createFileRoute } from '@tanstack/react-router';
import { QuestionsPage } from '@/features/campus/pages/QuestionsPage';

export const Route = createFileRoute('/_app/settings_/questions')({ component: QuestionsPage });
