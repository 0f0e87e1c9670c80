import type { ImportOptions, SheetView } from '@/api/schema';
import { formatMoney, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { Folded } from '@/ui/Folded';
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@/ui/icons';
import classes from './import.module.css';

const ROLES: Record<SheetView['role'], () => string> = {
  data: m.imports_role_data,
  notes: m.imports_role_notes,
  empty: m.imports_role_empty,
  no_heads: m.imports_role_no_heads,
  left_out: m.imports_role_left_out,
};

interface Props {
  sheets: readonly SheetView[];
  options: ImportOptions;
  onChange: (patch: Partial<ImportOptions>) => void;
  /** Without the totals, where rows are not imported. */
  plain?: boolean;
}

/** More than this would push everything else out of sight. */
const FEW = 5;

/** Sheet by sheet: what it was taken for, where its rows are, and whether its own total agrees. */
export function SheetsUnderstood(props: Props) {
  const { sheets } = props;
  const data = sheets.filter(({ role }) => role === 'data');
  const differ = data.filter(({ agrees }) => agrees === false).length;
  if (sheets.length <= FEW) {
    return <Sheets {...props} />;
  }
  return (
    <Folded
      title={m.imports_sheets({ count: data.length })}
      text={
        differ > 0 && !props.plain ? (
          <span className={classes.warn}>
            <IconAlertTriangle size={16} aria-hidden />
            {m.imports_sheets_differ({ count: differ })}
          </span>
        ) : null
      }
    >
      <Sheets {...props} />
    </Folded>
  );
}

function Sheets({ sheets, options, onChange, plain }: Props) {
  const choosable = sheets.length > 1;
  const skip = (name: string, out: boolean) => {
    const others = options.skip_sheets.filter((one) => one !== name);
    onChange({ skip_sheets: out ? [...others, name] : others });
  };
  return (
    <ul className={classes.sheets}>
      {sheets.map((sheet) => (
        <li key={sheet.index} className={classes.sheet}>
          <div className={classes.sheetHead}>
            <h3>
              {sheet.name || m.imports_sheet_whole()}
              <span className={classes.quiet}>{words(sheet)}</span>
            </h3>
            {choosable && (sheet.role === 'data' || sheet.role === 'left_out') ? (
              <CheckField
                label={m.imports_sheet_include()}
                checked={sheet.role !== 'left_out'}
                onChange={(event) => skip(sheet.name, !event.currentTarget.checked)}
              />
            ) : null}
          </div>
          {sheet.role === 'data' ? <Understood sheet={sheet} plain={plain} /> : null}
        </li>
      ))}
    </ul>
  );
}

function words(sheet: SheetView): string {
  const role = ROLES[sheet.role]();
  return sheet.visible ? role : `${role} · ${m.imports_sheet_hidden()}`;
}

function Understood({ sheet, plain }: { sheet: SheetView; plain: boolean | undefined }) {
  return (
    <>
      <p className={classes.quiet}>
        {m.imports_sheet_rows({
          rows: formatNumber(sheet.rows),
          first: sheet.first_row ?? 0,
          last: sheet.last_row ?? 0,
          heads: sheet.head_rows.join(', '),
        })}
      </p>
      {sheet.place ? (
        <p className={classes.quiet}>{m.imports_sheet_place({ place: sheet.place })}</p>
      ) : null}
      {plain ? null : <Total sheet={sheet} />}
    </>
  );
}

function Total({ sheet }: { sheet: SheetView }) {
  if (!sheet.original_value) {
    return null;
  }
  const own = formatMoney(sheet.original_value);
  if (!sheet.stated_value) {
    return (
      <p className={classes.note}>
        <IconInfoCircle size={18} aria-hidden />
        {m.imports_total_none({ own })}
      </p>
    );
  }
  return sheet.agrees ? (
    <p className={classes.note} data-tone="good">
      <IconCheck size={18} aria-hidden />
      {m.imports_total_agrees({ own })}
    </p>
  ) : (
    <p className={classes.note} data-tone="waiting">
      <IconAlertTriangle size={18} aria-hidden />
      {m.imports_total_differs({ own, stated: formatMoney(sheet.stated_value) })}
    </p>
  );
}
