import { useSuspenseQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { SupplierBankView, SupplierView } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { Signature, Signatures, type Signed } from '@/ui/Signature';
import { SignedScans } from '@/ui/SignedScans';
import { supplierQuery } from './queries';
import { accountBefore, inFours } from './supplier-form';
import { accountWord } from './words';

interface Props {
  supplierId: string;
  accountId: string;
}

/** 供应商收款账户变更单: where the money is to go, who proposed and who confirmed it, and lines for the ink. */
export function AccountPaperPage({ supplierId, accountId }: Props) {
  const { data: supplier } = useSuspenseQuery(supplierQuery(supplierId));
  // Whoever may not see accounts has nothing to sign.
  const there = supplier.bank_accounts.find((one) => one.id === accountId);
  const account = there?.bank ? there : undefined;
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{ to: '/suppliers/$supplierId', params: { supplierId }, label: supplier.name }}
          title={m.suppliers_paper()}
        />
      </div>
      {account ? (
        <>
          <PrintSheet kind="form">
            <Paper supplier={supplier} account={account} />
          </PrintSheet>
          <div data-screen-only>
            <SignedScans kind="supplier-bank-accounts" id={account.id} />
          </div>
        </>
      ) : (
        <EmptyState title={there ? m.suppliers_account_hidden() : m.suppliers_account_unknown()} />
      )}
    </>
  );
}

interface PaperProps {
  supplier: SupplierView;
  account: SupplierBankView;
}

function Paper({ supplier, account }: PaperProps) {
  const { school } = useMe();
  const before = accountBefore(supplier.bank_accounts, account);
  return (
    <article className={paper.paper}>
      <header className={paper.head}>
        <p>{school.name}</p>
        <p className={paper.title}>{m.suppliers_paper()}</p>
      </header>
      <table className={paper.table}>
        <tbody>
          <tr>
            <th scope="row">{m.suppliers_name()}</th>
            <td colSpan={3}>{supplier.name}</td>
          </tr>
          <tr>
            <th scope="row">{m.suppliers_account_name()}</th>
            <td>{account.account_name}</td>
            <th scope="row">{m.suppliers_bank()}</th>
            <td>{account.bank}</td>
          </tr>
          <tr>
            <th scope="row">{m.suppliers_account_number()}</th>
            <td colSpan={3}>{inFours(account.account_number)}</td>
          </tr>
          <tr>
            <th scope="row">{m.suppliers_paper_before()}</th>
            <td colSpan={3}>
              {before ? `${before.bank ?? ''} ${inFours(before.account_number)}` : m.ui_none()}
            </td>
          </tr>
          {account.refusal ? (
            <tr>
              <th scope="row">{m.suppliers_account_refuse()}</th>
              <td colSpan={3}>{account.refusal}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
      <Signatures>
        <Signature
          label={m.suppliers_paper_proposed()}
          signed={[{ name: account.proposed_by.name, at: account.proposed_at }]}
        />
        <Signature label={m.suppliers_paper_confirmed()} signed={confirmed(account)} />
        <Signature label={m.suppliers_paper_supplier()} signed={[]} />
      </Signatures>
      <p className={paper.printed}>
        {m.suppliers_printed({
          state: accountWord(account),
          date: formatExact(new Date().toISOString()),
        })}
      </p>
    </article>
  );
}

/** Whoever refused it did not confirm it. */
function confirmed({ state, decided_by: by, decided_at: at }: SupplierBankView): Signed[] {
  return state === 'confirmed' && by ? [{ name: by.name, at: at ?? null }] : [];
}
