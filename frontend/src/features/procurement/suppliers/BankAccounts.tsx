import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe, usePermission } from '@/api/me';
import type { SupplierBankView, SupplierView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { DateText } from '@/ui/DateText';
import { Folded } from '@/ui/Folded';
import { FormAlert } from '@/ui/FormAlert';
import { IconPlus } from '@/ui/icons';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { StatusBadge } from '@/ui/StatusBadge';
import { PURCHASES } from '../queries';
import { confirmAccount, refuseAccount, useKeepSupplier, useSupplierStep } from './acts';
import { BankDialog } from './BankDialog';
import classes from './SupplierPage.module.css';
import { inFours } from './supplier-form';
import { accountTone, accountWord } from './words';

/** Where the money goes: one person proposes it, another one confirms it; all of them stay. */
export function BankAccounts({ supplier }: { supplier: SupplierView }) {
  const proposes = usePermission('suppliers.bank');
  const keep = useKeepSupplier();
  const [proposing, setProposing] = useState(false);
  const [refusing, setRefusing] = useState<SupplierBankView | null>(null);
  const { bank_accounts: accounts, bank_account_waits: waits } = supplier;
  const ahead = accounts.filter((one) => one.state === 'proposed' || one.in_force);
  const former = accounts.filter((one) => !ahead.includes(one));
  return (
    <section className={classes.section} aria-labelledby="accounts">
      <h2 id="accounts">{m.suppliers_accounts()}</h2>
      {accounts.length === 0 ? (
        <p className={classes.quiet}>{m.suppliers_accounts_none()}</p>
      ) : null}
      {ahead.length > 0 ? (
        <ul className={classes.rows}>
          {ahead.map((account) => (
            <li key={account.id} className={classes.row}>
              <Account supplierId={supplier.id} account={account} />
              {account.state === 'proposed' && proposes ? (
                <Decide account={account} onRefuse={() => setRefusing(account)} />
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {proposes && !waits ? (
        <div data-screen-only>
          <Button
            variant="default"
            size="md"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setProposing(true)}
          >
            {m.suppliers_account_propose()}
          </Button>
        </div>
      ) : null}
      {former.length > 0 ? (
        <Folded title={m.suppliers_accounts_former({ count: former.length })}>
          <ul className={classes.rows}>
            {former.map((account) => (
              <li key={account.id} className={classes.row}>
                <Account supplierId={supplier.id} account={account} />
              </li>
            ))}
          </ul>
        </Folded>
      ) : null}
      <BankDialog supplier={supplier} open={proposing} onClose={() => setProposing(false)} />
      <ReasonDialog
        name={`purchases.supplier.account.refuse.${refusing?.id ?? ''}`}
        title={m.suppliers_account_refuse()}
        reasonLabel={m.suppliers_account_refuse_reason()}
        shown={PURCHASES}
        act={(reason, key) =>
          refusing ? refuseAccount(refusing, reason, key) : Promise.reject(new Error('no account'))
        }
        onDone={keep}
        open={refusing !== null}
        onClose={() => setRefusing(null)}
      />
    </section>
  );
}

function Account({ supplierId, account }: { supplierId: string; account: SupplierBankView }) {
  return (
    <div className={classes.account}>
      <p>
        <span className={classes.number}>{inFours(account.account_number)}</span>{' '}
        <StatusBadge tone={accountTone(account)}>{accountWord(account)}</StatusBadge>
      </p>
      {account.bank ? (
        <p>
          {account.account_name} · {account.bank}
        </p>
      ) : (
        <p className={classes.quiet}>{m.suppliers_account_hidden()}</p>
      )}
      <p className={classes.quiet}>
        {m.suppliers_proposed_by({ name: account.proposed_by.name })}{' '}
        <DateText value={account.proposed_at} hour />
      </p>
      {account.decided_by && account.decided_at ? (
        <p className={classes.quiet}>
          {account.refusal
            ? m.suppliers_refused_by({ name: account.decided_by.name })
            : m.suppliers_confirmed_by({ name: account.decided_by.name })}{' '}
          <DateText value={account.decided_at} hour />
        </p>
      ) : null}
      {account.refusal ? <p>{m.purchases_reason({ reason: account.refusal })}</p> : null}
      {account.bank ? (
        <p data-screen-only>
          <Link
            to="/suppliers/$supplierId/accounts/$accountId/print"
            params={{ supplierId, accountId: account.id }}
            className={classes.link}
          >
            {m.suppliers_paper_print()}
          </Link>
        </p>
      ) : null}
    </div>
  );
}

function Decide({ account, onRefuse }: { account: SupplierBankView; onRefuse: () => void }) {
  const { person } = useMe();
  const keep = useKeepSupplier();
  const step = useSupplierStep();
  const submission = useSubmission({
    name: `purchases.supplier.account.confirm.${account.id}`,
    owner: person.id,
    initialValues: {},
    send: (_, key) => step(confirmAccount(account, key)),
    onAccepted: keep,
  });
  const own = account.proposed_by.id === person.id;
  return (
    <form className={classes.decide} onSubmit={submission.onSubmit} data-screen-only>
      <FormAlert notice={submission.notice} />
      <p className={classes.quiet}>{account.confirm_refused ?? m.suppliers_confirm_text()}</p>
      <div className={classes.acts}>
        {account.may_confirm ? (
          <Button type="submit" size="md" loading={submission.sending}>
            {m.suppliers_account_confirm()}
          </Button>
        ) : null}
        <Button variant="default" size="md" onClick={onRefuse}>
          {own ? m.suppliers_account_take_back() : m.suppliers_account_refuse()}
        </Button>
      </div>
    </form>
  );
}
