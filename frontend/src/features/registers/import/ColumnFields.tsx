import { useState } from 'react';
import type { ColumnView, ImportOptions, SheetView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Folded } from '@/ui/Folded';
import { SelectField } from '@/ui/SelectField';
import { useNarrow } from '@/ui/use-narrow';
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

/** Every head of the file with the field it is read as; each can be put right. */
export function ColumnFields({ sheets, options, onChange }: Props) {
  const columns = headsOf(sheets);
  const open = columns.filter((column) => fieldOf(column, options) === '').length;
  // On a phone twenty selects are a page of their own: there one asks for them.
  const narrow = useNarrow();
  const [unfolded, setUnfolded] = useState(open > 0 && !narrow);
  if (columns.length === 0) {
    return null;
  }
  const groups = fieldGroups();
  return (
    <Folded
      title={m.imports_columns()}
      text={
        open > 0
          ? m.imports_columns_some({ count: open })
          : m.imports_columns_all({ count: columns.length })
      }
      open={unfolded}
      onToggle={setUnfolded}
    >
      <div className={classes.columns}>
        {columns.map((column) => (
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
    </Folded>
  );
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
