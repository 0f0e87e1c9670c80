import { QueryClient } from '@tanstack/react-query';
import { UnreachableError } from '@/api/problem';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays a refusal; only a missing answer is worth asking again.
      retry: (failures, error) => error instanceof UnreachableError && failures < 2,
      // The browser's idea of "offline" is often wrong, and pausing would look like endless loading.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
