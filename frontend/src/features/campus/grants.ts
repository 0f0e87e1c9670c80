import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';

export const grantsOfQuery = (person: string) =>
  queryOptions({
    queryKey: ['campus', 'people', 'grants', 'of', person],
    queryFn: async ({ signal }) => {
      const query = { person_id: person, limit: 200 };
      return (await read(api.GET('/api/v1/role-grants', { params: { query }, signal }))).items;
    },
  });
