import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { useMe } from '@/api/me';
import type { CanteenContractView, CanteenView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { StatusBadge } from '@/ui/StatusBadge';
import { WarningBox } from '@/ui/WarningBox';
import { endContract, refreshCanteen } from '../acts';
import { CANTEEN, contractPage, contractsQuery } from '../queries';
import classes from './Canteen.module.css';
import { ContractDialog } from './ContractDialog';
import { Paper } from './PaperPhotos';

/** Who runs the canteen, or delivers the meals; nothing where the school does it itself and never had anybody. */
export function Contracts({ canteen }: { canteen: CanteenView }) {
  const { permissions } = useMe();
  const { data: contracts } = useSuspenseQuery(contractsQuery(canteen.id));
  const [adding, setAdding] = useState(false);
  const own = canteen.mode === 'own';
  const manages = permissions.includes('canteen.manage') && !own && !canteen.retired;
  return own && contracts.length === 0 ? null : (
    <section aria-labelledby="contracts" className={classes.form}>
      <div className={classes.head}>
        <h2 id="contracts">{m.canteen_contracts()}</h2>
        {manages ? (
          <Button variant="default" onClick={() => setAdding(true)}>
            {m.canteen_contract_add()}
          </Button>
        ) : null}
      </div>
      {contracts.length === 0 ? (
        <p className={classes.muted}>{m.canteen_contracts_none()}</p>
      ) : null}
      <div className={classes.cards}>
        {contracts.map((contract) => (
          <Contract key={contract.id} contract={contract} />
        ))}
      </div>
      <ContractDialog
        canteenId={canteen.id}
        contract={null}
        open={adding}
        onClose={() => setAdding(false)}
      />
    </section>
  );
}

function Contract({ contract }: { contract: CanteenContractView }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'end' | null>(null);
  const may = (action: string) => actionState(contract.allowed_actions, action).allowed;
  const close = () => setOpen(null);
  const { ended } = contract;
  return (
    <section className={classes.card} aria-label={contract.contractor}>
      <div className={classes.head}>
        <h3>{contract.contractor}</h3>
        <StatusBadge tone={ended ? 'off' : 'held'}>{contract.state_text}</StatusBadge>
      </div>
      <p>{m.canteen_days({ from: contract.starts_on, to: contract.ends_on })}</p>
      <p className={classes.muted}>
        {[
          m.canteen_licence_line({
            number: contract.licence_number,
            day: contract.licence_expires_on,
          }),
          contract.contact,
          contract.phone,
          contract.director && m.canteen_contractor_director_is({ name: contract.director }),
          contract.note,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {contract.warnings.length > 0 ? (
        <WarningBox
          title={m.canteen_contract_look()}
          text={contract.warnings.map(({ text }) => text)}
        />
      ) : null}
      {ended ? (
        <p className={classes.muted}>
          {m.canteen_contract_ended({ day: ended.on, name: ended.by.name, reason: ended.reason })}
        </p>
      ) : null}
      <Paper pages={contract.scans} address={contractPage(contract.id)} />
      <div className={classes.acts}>
        {may('revise') ? (
          <Button variant="default" onClick={() => setOpen('edit')}>
            {m.canteen_contract_edit()}
          </Button>
        ) : null}
        {may('end') ? (
          <Button variant="default" onClick={() => setOpen('end')}>
            {m.canteen_contract_end()}
          </Button>
        ) : null}
      </div>
      <ContractDialog
        canteenId={contract.canteen_id}
        contract={contract}
        open={open === 'edit'}
        onClose={close}
      />
      <ReasonDialog
        name={`canteen.contract-end.${contract.id}`}
        title={m.canteen_contract_end()}
        reasonLabel={m.canteen_strike_reason()}
        text={m.canteen_contract_end_text()}
        shown={CANTEEN}
        act={(reason, key) => endContract(contract, reason, key)}
        onDone={() => void refreshCanteen(queryClient)}
        open={open === 'end'}
        onClose={close}
      />
    </section>
  );
}
