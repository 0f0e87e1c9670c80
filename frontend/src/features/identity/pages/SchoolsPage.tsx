import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe, usePermission } from '@/api/me';
import type { SchoolView } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { Dialog } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { IconBuilding, IconPlus } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { useSwitchSchool } from '@/ui/use-switch-school';
import devices from '../components/Devices.module.css';
import { schoolsQuery } from '../queries';
import { AddSchool } from '../schools/AddSchool';

const FIGURES: [string, () => string][] = [
  ['people', m.schools_people],
  ['assets', m.schools_assets],
  ['repair_cases', m.schools_cases],
];

function figure(school: SchoolView, kind: string): string {
  return formatNumber(school.figures.find((one) => one.kind === kind)?.count ?? 0);
}

/** The schools of a district in figures, and the way into each. */
export function SchoolsPage() {
  const query = useQuery(schoolsQuery);
  const { schools, school: here } = useMe();
  const adds = usePermission('schools.add') && here.kind === 'district';
  const [adding, setAdding] = useState(false);
  const { to, trouble, go } = useSwitchSchool();
  const open = new Set(schools.map((school) => school.id));
  const enter = (school: SchoolView) =>
    open.has(school.id) ? (
      <Button
        variant="default"
        loading={to === school.id}
        disabled={to !== null}
        onClick={() => void go(school.id)}
        aria-label={m.schools_enter_label({ name: school.name })}
      >
        {m.schools_enter()}
      </Button>
    ) : null;
  const columns: Column<SchoolView>[] = [
    { key: 'name', header: m.schools_name(), cell: (school) => school.name },
    ...FIGURES.map(
      ([kind, header]): Column<SchoolView> => ({
        key: kind,
        header: header(),
        cell: (school) => figure(school, kind),
        width: '8.5rem',
        align: 'end',
      }),
    ),
    { key: 'enter', header: '', cell: enter, width: '7rem', align: 'end' },
  ];
  return (
    <>
      <PageHeader
        title={m.schools_title()}
        facts={query.data ? m.schools_lead({ count: query.data.length }) : null}
        primary={
          adds ? (
            <Button
              leftSection={<IconPlus size={18} aria-hidden />}
              onClick={() => setAdding(true)}
            >
              {m.schools_add()}
            </Button>
          ) : undefined
        }
      />
      {trouble ? (
        <p className={devices.trouble} role="alert">
          {trouble}
        </p>
      ) : null}
      <ListView<SchoolView>
        rows={query.data}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={false}
        onClearFilters={() => {}}
        empty={
          <EmptyState icon={IconBuilding} title={m.schools_none()} text={m.schools_none_text()} />
        }
      >
        {(rows) => (
          <DataTable
            label={m.schools_title()}
            columns={columns}
            rows={rows}
            rowKey={(school) => school.id}
            card={(school) => (
              <>
                <p>{school.name}</p>
                <p>
                  {FIGURES.map(([kind, header]) => `${header()} ${figure(school, kind)}`).join(
                    ' · ',
                  )}
                </p>
                {enter(school)}
              </>
            )}
          />
        )}
      </ListView>
      <Dialog title={m.schools_add()} open={adding} onClose={() => setAdding(false)}>
        {adding ? <AddSchool onDone={() => setAdding(false)} /> : null}
      </Dialog>
    </>
  );
}
