import type { ColumnView, ImportOptions, SheetView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Folded } from '@/ui/Folded';
import { FormSection } from '@/ui/FormSection';
import { SelectField } from '@/ui/SelectField';
import { type FieldGroup, fieldGroups } from './fields';
import classes from './import.module.css';

interface Props {
  sheets: readonly SheetView[];
  options: ImportOptions;
  onChange: (patch: Partial<ImportOptions>) => void;
}

/** What a column is at the moment: what was chosen here, else what the server made of it. */
function fieldOf(column: ColumnView, options: ImportOptions): string {
  const chosen = options.columns[column.head];
  return String((chosen === undefined ? column.field : chosen) ?? '');
}

/** Every head of the file with the field it is read as: in sight what nobody understood, folded what may be put right. */
export function ColumnFields({ sheets, options, onChange }: Props) {
  const columns = headsOf(sheets);
  // By what the server found: a column stays where it is while somebody chooses.
  const open = columns.filter(({ field }) => !field);
  const known = columns.filter(({ field }) => field);
  const groups = fieldGroups();
  const inputs = (some: readonly ColumnView[]) => (
    <div className={classes.columns}>
      {some.map((column) => (
        <Column
          key={column.head}
          column={column}
          value={fieldOf(column, options)}
          groups={groups}
          onChange={(field) =>
            onChange({ columns: { ...options.columns, [column.head]: field || null } })
          }
        />
      ))}
    </div>
  );
  return (
    <>
      {open.length > 0 ? (
        <FormSection
          title={m.imports_columns_open({ count: open.length })}
          text={m.imports_columns_open_text()}
        >
          {inputs(open)}
        </FormSection>
      ) : null}
      {known.length > 0 ? (
        <Folded title={m.imports_columns_known({ count: known.length })} text={names(known)}>
          {inputs(known)}
        </Folded>
      ) : null}
    </>
  );
}

/** Enough heads to know which file it is. */
const FEW_HEADS = 6;

function names(columns: readonly ColumnView[]): string {
  const heads = columns.slice(0, FEW_HEADS).map(({ head }) => head);
  return [...heads, ...(columns.length > FEW_HEADS ? ['…'] : [])].join(' · ');
}

/** The heads of all sheets, each once. */
export function headsOf(sheets: readonly SheetView[]): ColumnView[] {
  const heads = new Map<string, ColumnView>();
  for (const column of sheets.flatMap((sheet) => sheet.columns)) {
    if (column.head !== '' && !heads.has(column.head)) {
      heads.set(column.head, column);
    }
  }
  return [...heads.values()];
}

interface ColumnProps {
  column: ColumnView;
  value: string;
  groups: readonly FieldGroup[];
  onChange: (field: string) => void;
}

function Column({ column, value, groups, onChange }: ColumnProps) {
  return (
    <SelectField
      label={m.imports_column_as({ head: column.head })}
      data-open={value === '' || undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{m.imports_field_other()}</option>
      {groups.map((group) => (
        <optgroup key={group.label} label={group.label}>
          {group.fields.map((field) => (
            <option key={field.value} value={field.value}>
              {field.label}
            </option>
          ))}
        </optgroup>
      ))}
    </SelectField>
  );
}
