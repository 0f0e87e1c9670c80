import type { ClassStep } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DataTable } from '@/ui/DataTable';
import card from '../components/card.module.css';

/** Every class before and after, before anything is written. */
export function Preview({ changes }: { changes: readonly ClassStep[] }) {
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{m.classes_advance_preview()}</h2>
      <DataTable
        label={m.classes_advance_preview()}
        columns={[
          { key: 'name', header: m.classes_name(), cell: named },
          { key: 'room', header: m.classes_room(), cell: room },
          { key: 'teacher', header: m.classes_teacher(), cell: teacher },
        ]}
        rows={changes}
        rowKey={(row) => `${row.name_before ?? ''}>${row.name_after ?? ''}`}
        card={(row) => (
          <>
            <p>
              <strong>{named(row)}</strong>
            </p>
            <p className={card.small}>
              {m.classes_room()} {room(row)}
            </p>
            <p className={card.small}>
              {m.classes_teacher()} {teacher(row)}
            </p>
          </>
        )}
      />
    </section>
  );
}

function named(row: ClassStep): string {
  const before = row.name_before ?? m.classes_advance_new_class();
  return m.classes_advance_change({
    before,
    after: row.name_after ?? m.classes_advance_leaves(),
  });
}

function room(row: ClassStep): string {
  return turned(row.room_before, row.room_after);
}

function teacher(row: ClassStep): string {
  return turned(row.class_teacher_before, row.class_teacher_after);
}

function turned(before: string | null | undefined, after: string | null | undefined): string {
  if ((before ?? null) === (after ?? null)) {
    return before ? `${before} (${m.classes_advance_same()})` : m.ui_none();
  }
  return m.classes_advance_change({ before: before ?? m.ui_none(), after: after ?? m.ui_none() });
}
