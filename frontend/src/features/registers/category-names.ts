import { useQuery } from '@tanstack/react-query';
import { language } from '@/i18n/locale';
import { categoriesQuery } from './queries';

export type CategoryNames = ReadonlyMap<string, string>;

/** Code → name in the reader's language. */
export function useCategoryNames(): CategoryNames {
  const { data } = useQuery(categoriesQuery);
  const english = language() === 'en';
  return new Map(data?.map(({ code, name_en, name_zh }) => [code, english ? name_en : name_zh]));
}
