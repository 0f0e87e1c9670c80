import { createFileRoute } from '@tanstack/react-router';
import { GeneratePage } from '@/features/campus/pages/GeneratePage';

export const Route = createFileRoute('/_app/places/generate')({ component: GeneratePage });
