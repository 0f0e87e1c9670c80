import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { problemOf } from '@/api/problem';
import type { AdvanceView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { announce } from '@/ui/notices';
import { lastAdvanceQuery } from './queries';
import { styles } from './styles';

/** While nothing has changed since, the whole move is taken back by one button. */
export function UndoAdvance() {
  const { data } = useQuery(lastAdvanceQuery);
  return data?.undoable ? <Undo of={data} /> : null;
}

function Undo({ of }: { of: AdvanceView }) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function undo(): Promise<void> {
    setBusy(true);
    try {
      const params = { path: { id: of.id }, header: ifMatch(of.version) };
      const undone = read(api.POST('/api/v1/class-advances/{id}/undo', { params }));
      await orNewest(queryClient, ['campus', 'classes'], undone);
      announce(m.classes_undone(), m.classes_undone_text());
    } catch (error) {
      setTrouble(problemOf(error)?.detail ?? m.ui_unsent_no_answer());
    }
    await queryClient.invalidateQueries({ queryKey: ['campus'] });
    setBusy(false);
  }
  return (
    <div style={styles.undo}>
      <p>
        {m.classes_undo_text({
          date: formatDate(of.done_at),
          from: of.to_year,
          to: of.to_year + 1,
        })}
      </p>
      {trouble ? <p role="alert">{trouble}</p> : null}
      <Button variant="default" loading={busy} onClick={() => void undo()}>
        {m.classes_undo()}
      </Button>
    </div>
  );
}
