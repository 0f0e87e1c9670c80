import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ClassView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Column } from '@/ui/DataTable';
import { IconPencil } from '@/ui/icons';
import card from '../components/card.module.css';
import { styles } from './styles';

function Room({ of }: { of: ClassView }) {
  return of.room ? (
    <Link to="/places/$locationId" params={{ locationId: of.room.id }}>
      {of.room.path}
    </Link>
  ) : (
    m.ui_none()
  );
}

function Edit({ of, onEdit }: { of: ClassView; onEdit: (of: ClassView) => void }) {
  return (
    <Button
      variant="default"
      leftSection={<IconPencil size={16} aria-hidden />}
      aria-label={m.classes_edit_of({ name: of.name })}
      onClick={() => onEdit(of)}
    >
      {m.classes_edit()}
    </Button>
  );
}

export function classColumns(onEdit: ((of: ClassView) => void) | null): Column<ClassView>[] {
  const edit: Column<ClassView> = {
    key: 'edit',
    header: m.classes_edit(),
    width: '8rem',
    cell: (row) => (onEdit ? <Edit of={row} onEdit={onEdit} /> : null),
  };
  return [
    { key: 'name', header: m.classes_name(), cell: (row) => row.name, width: '10rem' },
    {
      key: 'size',
      header: m.classes_size(),
      align: 'end',
      width: '6rem',
      cell: (row) => row.size ?? m.ui_none(),
    },
    { key: 'room', header: m.classes_room(), cell: (row) => <Room of={row} /> },
    {
      key: 'teacher',
      header: m.classes_teacher(),
      cell: (row) => row.class_teacher?.name ?? m.ui_none(),
    },
    ...(onEdit ? [edit] : []),
  ];
}

export function cardOfClass(row: ClassView, onEdit: ((of: ClassView) => void) | null) {
  const size = row.size === null || row.size === undefined ? null : row.size;
  return (
    <div style={styles.card}>
      <div>
        <p>
          <strong>{row.name}</strong>
        </p>
        <p className={card.small}>
          {[
            size === null ? null : m.classes_size_count({ count: size }),
            row.class_teacher?.name,
            row.room?.path,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {onEdit ? <Edit of={row} onEdit={onEdit} /> : null}
    </div>
  );
}
