import { createFileRoute } from '@tanstack/react-router';
import { ClosedPlacesPage } from '@/features/campus/pages/ClosedPlacesPage';

export const Route = createFileRoute('/_app/places/closed')({ component: ClosedPlacesPage });
