import { useSuspenseQuery } from '@tanstack/react-query';
import { checklistQuery } from '../queries';
import { ChecklistFormPage } from './ChecklistFormPage';

/** A checklist that is there, written anew. */
export function EditChecklistPage({ checklistId }: { checklistId: string }) {
  const { data: list } = useSuspenseQuery(checklistQuery(checklistId));
  return <ChecklistFormPage key={list.version} list={list} />;
}
