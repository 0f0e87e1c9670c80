import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usePermission } from '@/api/me';
import type { SupplierView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Facts } from '@/ui/Facts';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { StatusBadge } from '@/ui/StatusBadge';
import { PURCHASES } from '../queries';
import { turnSupplier, useKeepSupplier } from './acts';
import { BankAccounts } from './BankAccounts';
import { LicenceMark } from './LicenceMark';
import { Licences } from './Licences';
import { supplierQuery } from './queries';
import classes from './SupplierPage.module.css';
import { STATUS_TONES } from './words';

/** Whom the school buys from: how to reach them, their licences, and where their money goes. */
export function SupplierPage({ supplierId }: { supplierId: string }) {
  const { data: supplier } = useSuspenseQuery(supplierQuery(supplierId));
  const keeps = usePermission('suppliers.keep');
  const keep = useKeepSupplier();
  const [turning, setTurning] = useState(false);
  const active = supplier.status === 'active';
  const turn = active ? m.suppliers_suspend() : m.suppliers_resume();
  return (
    <>
      <PageHeader
        title={supplier.name}
        back={{ to: '/suppliers', label: m.suppliers_title() }}
        facts={
          <>
            <StatusBadge tone={STATUS_TONES[supplier.status]}>{supplier.status_text}</StatusBadge>{' '}
            <LicenceMark {...supplier.licences} />
          </>
        }
        primary={
          keeps ? (
            <LinkButton to="/suppliers/$supplierId/edit" params={{ supplierId }}>
              {m.suppliers_edit()}
            </LinkButton>
          ) : undefined
        }
        actions={
          keeps ? (
            <Button variant="default" onClick={() => setTurning(true)}>
              {turn}
            </Button>
          ) : undefined
        }
      />
      {supplier.status_reason ? (
        <p className={classes.reason}>{m.purchases_reason({ reason: supplier.status_reason })}</p>
      ) : null}
      <div className={classes.columns}>
        <div className={classes.main}>
          <Licences supplier={supplier} />
          <BankAccounts supplier={supplier} />
        </div>
        <aside className={classes.facts} aria-label={m.suppliers_facts()}>
          <SupplierFacts supplier={supplier} />
        </aside>
      </div>
      <ReasonDialog
        name={`purchases.supplier.turn.${supplier.id}`}
        title={turn}
        reasonLabel={active ? m.suppliers_suspend_reason() : m.suppliers_resume_reason()}
        shown={PURCHASES}
        act={(reason, key) => turnSupplier(supplier, reason, key)}
        onDone={keep}
        open={turning}
        onClose={() => setTurning(false)}
      />
    </>
  );
}

function SupplierFacts({ supplier }: { supplier: SupplierView }) {
  const { phone, price_list: list } = supplier;
  return (
    <Facts
      items={[
        { label: m.suppliers_sells(), value: supplier.sells },
        { label: m.suppliers_contact(), value: supplier.contact },
        {
          label: m.suppliers_phone(),
          value: phone ? (
            <a href={`tel:${phone}`} className={classes.link}>
              {phone}
            </a>
          ) : null,
        },
        { label: m.suppliers_address(), value: supplier.address },
        {
          label: m.suppliers_price_list(),
          value: list ? (
            <>
              {list.holds ? m.suppliers_list_holds() : m.suppliers_list_over()}{' '}
              <DateText value={list.valid_from} /> {m.suppliers_to()}{' '}
              {list.valid_until ? <DateText value={list.valid_until} /> : m.suppliers_for_good()}
            </>
          ) : (
            m.suppliers_list_none()
          ),
        },
      ]}
    />
  );
}
