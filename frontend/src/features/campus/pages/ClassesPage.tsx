import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { pages } from '@/api/keyset';
import { usePermission } from '@/api/me';
import type { ClassView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DataTable } from '@/ui/DataTable';
import { Dialog } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { IconPlus, IconPresentation } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { ClassForm } from '../classes/ClassForm';
import { cardOfClass, classColumns } from '../classes/class-columns';
import { classesQuery } from '../classes/queries';
import { UndoAdvance } from '../classes/UndoAdvance';

interface Props {
  /** Those that have left instead of those that are here. */
  left: boolean;
  onLeft: (left: boolean) => void;
}

/** The classes with their rooms and teachers; once a year all of them move up. */
export function ClassesPage({ left, onLeft }: Props) {
  const query = useInfiniteQuery(classesQuery(left));
  const manages = usePermission('classes.manage');
  const [open, setOpen] = useState<ClassView | 'new' | null>(null);
  const rows = pages(query.data);
  const onEdit = manages ? setOpen : null;
  const title = open && open !== 'new' ? m.classes_edit_of({ name: open.name }) : m.classes_add();
  return (
    <>
      <Header rows={left ? undefined : rows} onAdd={manages ? () => setOpen('new') : null} />
      {manages ? <UndoAdvance /> : null}
      <FilterBar
        filters={[
          {
            name: 'left',
            label: m.classes_filter(),
            options: [{ value: 'yes', label: m.classes_filter_left() }],
          },
        ]}
        values={{ left: left ? 'yes' : undefined }}
        onChange={(patch) => onLeft(Boolean(patch.left))}
      />
      <ListView<ClassView>
        rows={rows}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={left}
        onClearFilters={() => onLeft(false)}
        empty={
          <EmptyState
            icon={IconPresentation}
            title={m.classes_none()}
            text={m.classes_none_text()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.classes_title()}
            columns={classColumns(onEdit)}
            rows={rows}
            rowKey={(row) => row.id}
            card={(row) => cardOfClass(row, onEdit)}
            paging={query}
          />
        )}
      </ListView>
      <Dialog title={title} open={open !== null} onClose={() => setOpen(null)}>
        {open === null ? null : (
          <ClassForm of={open === 'new' ? null : open} onDone={() => setOpen(null)} />
        )}
      </Dialog>
    </>
  );
}

interface HeaderProps {
  /** Those that are here; undefined while unknown, and for those that have left. */
  rows: readonly ClassView[] | undefined;
  onAdd: (() => void) | null;
}

function Header({ rows, onAdd }: HeaderProps) {
  const year = rows?.[0]?.school_year;
  const count = rows?.length ?? 0;
  return (
    <PageHeader
      back={{ to: '/settings', label: m.shell_nav_settings() }}
      title={m.classes_title()}
      facts={year ? m.classes_lead({ year: `${year}—${year + 1}`, count }) : null}
      actions={
        onAdd ? (
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={onAdd}
          >
            {m.classes_add()}
          </Button>
        ) : null
      }
      primary={
        onAdd && count > 0 ? (
          <LinkButton to="/classes/new-year">{m.classes_advance()}</LinkButton>
        ) : null
      }
    />
  );
}
