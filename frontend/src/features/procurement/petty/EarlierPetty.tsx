import type { PettyPurchaseView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { EarlierVersions } from '@/ui/EarlierVersions';
import { Facts } from '@/ui/Facts';
import { LinesTable } from '../components/LinesTable';
import classes from './PettyPage.module.css';

/** What was handed in before it came back. Photos stay with the purchase whatever is written anew. */
export function EarlierPetty({ petty }: { petty: PettyPurchaseView }) {
  return (
    <EarlierVersions earlier={petty.earlier} round={petty.round}>
      {(version) => (
        <>
          <p className={classes.purpose}>{version.purpose}</p>
          <LinesTable content={version} />
          <Facts
            items={[
              { label: m.petty_shop(), value: version.shop },
              { label: m.petty_bought_on(), value: <DateText value={version.bought_on} /> },
              { label: m.petty_witness(), value: version.witness.name },
              { label: m.petty_invoice(), value: version.invoice_no ?? m.petty_receipt_only() },
              { label: m.purchases_fund(), value: version.fund_title },
              ...(version.repair_case_no
                ? [{ label: m.petty_repair(), value: version.repair_case_no }]
                : []),
            ]}
          />
        </>
      )}
    </EarlierVersions>
  );
}
