import { useQuery } from '@tanstack/react-query';
import { termsQuery } from '@/api/terms';

/** In the head of a report: the term that its last day lies in. Nothing between two, or of a school that has entered none. */
export function TermLine({ day }: { day: string }) {
  const { data: terms } = useQuery(termsQuery);
  const term = terms?.find(({ starts_on, ends_on }) => starts_on <= day && day <= ends_on);
  return term ? <p>{term.title}</p> : null;
}
