import { usePermission } from '@/api/me';
import { m } from '@/i18n/messages';
import {
  IconCalendarDue,
  IconChartBar,
  IconFileImport,
  IconFileText,
  IconQrcode,
} from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import type { AssetFilters } from '../filters';
import { ExportDialog } from './ExportDialog';
import classes from './RegisterActs.module.css';

/** Where the register leads to, for whoever may go there. */
export function RegisterActs({ filters }: { filters: AssetFilters }) {
  const imports = usePermission('assets.import');
  const labels = usePermission('assets.label');
  const depreciation = usePermission('depreciation.view');
  return (
    <div className={classes.acts}>
      <LinkButton
        variant="default"
        to="/assets/overview"
        leftSection={<IconChartBar size={18} aria-hidden />}
      >
        {m.views_overview()}
      </LinkButton>
      <LinkButton
        variant="default"
        to="/assets/due"
        leftSection={<IconCalendarDue size={18} aria-hidden />}
      >
        {m.due_title()}
      </LinkButton>
      {labels ? (
        <LinkButton
          variant="default"
          to="/assets/labels"
          search={Object.keys(filters).length > 0 ? filters : { label: 'suggested' }}
          leftSection={<IconQrcode size={18} aria-hidden />}
        >
          {m.views_labels()}
        </LinkButton>
      ) : null}
      {depreciation ? (
        <LinkButton
          variant="default"
          to="/assets/depreciation"
          leftSection={<IconFileText size={18} aria-hidden />}
        >
          {m.depreciation_title()}
        </LinkButton>
      ) : null}
      <ExportDialog filters={filters} />
      {imports ? (
        <LinkButton
          variant="default"
          to="/assets/imports"
          leftSection={<IconFileImport size={18} aria-hidden />}
        >
          {m.registers_imports()}
        </LinkButton>
      ) : null}
    </div>
  );
}
