import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { CanteenStaffView, CanteenView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from '../components/Canteen.module.css';
import { CanteenChoice } from '../components/CanteenChoice';
import { CanteenTabs } from '../components/CanteenTabs';
import { Certificates } from '../components/Certificates';
import { NoCanteen } from '../components/NoCanteen';
import { StaffDialog } from '../components/StaffDialog';
import { staffQuery } from '../queries';
import { useCanteen } from '../use-canteen';

interface Props {
  canteenId: string | undefined;
  onCanteen: (id: string) => void;
}

/** Who works there, and whose certificate holds. */
export function StaffPage({ canteenId, onCanteen }: Props) {
  const canteen = useCanteen(canteenId);
  const { permissions } = useMe();
  const [adding, setAdding] = useState(false);
  const manages = permissions.includes('canteen.manage') && canteen !== null;
  return (
    <>
      <PageHeader
        title={m.canteen_staff()}
        primary={
          manages ? (
            <Button onClick={() => setAdding(true)}>{m.canteen_staff_add()}</Button>
          ) : undefined
        }
      />
      <CanteenTabs />
      {canteen ? (
        <>
          <CanteenChoice value={canteen.id} onChange={onCanteen} />
          <List canteen={canteen} manages={manages} />
          <StaffDialog
            canteenId={canteen.id}
            staff={null}
            open={adding}
            onClose={() => setAdding(false)}
          />
        </>
      ) : (
        <NoCanteen />
      )}
    </>
  );
}

function List({ canteen, manages }: { canteen: CanteenView; manages: boolean }) {
  const { data: staff } = useSuspenseQuery(staffQuery(canteen.id));
  return staff.length === 0 ? (
    <EmptyState title={m.canteen_no_staff()} text={m.canteen_no_staff_text()} />
  ) : (
    <div className={classes.cards}>
      {staff.map((one) => (
        <Card key={one.id} staff={one} manages={manages} />
      ))}
    </div>
  );
}

function Card({ staff, manages }: { staff: CanteenStaffView; manages: boolean }) {
  const [editing, setEditing] = useState(false);
  return (
    <section className={classes.card} aria-label={staff.name}>
      <div className={classes.head}>
        <h2>{staff.name}</h2>
        {staff.may_work ? (
          <StatusBadge tone="done">{m.canteen_may_work()}</StatusBadge>
        ) : (
          <StatusBadge tone={staff.active ? 'waiting' : 'off'}>
            {staff.active ? m.canteen_may_not_work() : m.canteen_left()}
          </StatusBadge>
        )}
      </div>
      <p className={classes.muted}>{[staff.post, staff.why_not].filter(Boolean).join(' · ')}</p>
      {staff.certificates ? <Certificates staff={staff} /> : null}
      {manages ? (
        <div className={classes.acts}>
          <Button variant="default" onClick={() => setEditing(true)}>
            {m.canteen_staff_edit()}
          </Button>
          <StaffDialog
            canteenId={staff.canteen_id}
            staff={staff}
            open={editing}
            onClose={() => setEditing(false)}
          />
        </div>
      ) : null}
    </section>
  );
}
