import { Button } from '@mantine/core';
import type { ExportView } from '@/api/schema';
import { formatMoney, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Facts } from '@/ui/Facts';
import { SubmitBar } from '@/ui/SubmitBar';
import classes from './ExportDialog.module.css';

interface Props {
  made: ExportView;
  again: string;
  onAgain: () => void;
}

/** What an export holds, and the ways to its file. */
export function ExportDone({ made, again, onAgain }: Props) {
  const path = `/api/v1/asset-exports/${made.id}`;
  const money = (amount: string | undefined) => (amount ? formatMoney(amount) : null);
  const sums = [
    { label: m.exports_rows(), value: formatNumber(made.rows) },
    { label: m.exports_quantity(), value: made.quantity },
    { label: m.exports_value(), value: money(made.original_value) },
    { label: m.exports_depreciation(), value: money(made.accumulated_depreciation) },
  ];
  return (
    <div className={classes.form}>
      <p className={classes.text} role="status">
        {m.exports_done()}
      </p>
      <Facts
        items={[
          ...sums.filter(({ value }) => value !== null),
          {
            label: m.exports_hash(),
            value: <span className={classes.hash}>{made.data_sha256}</span>,
          },
          { label: m.exports_until(), value: <DateText value={made.available_until} /> },
        ]}
      />
      {/* Three buttons in one line are wider than a phone. */}
      <Button variant="default" component="a" href={`${path}/manifest`} download>
        {m.exports_manifest()}
      </Button>
      <SubmitBar>
        <Button variant="subtle" onClick={onAgain}>
          {again}
        </Button>
        <Button component="a" href={`${path}/content`} download>
          {m.exports_file()}
        </Button>
      </SubmitBar>
    </div>
  );
}
