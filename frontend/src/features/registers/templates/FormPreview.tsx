import type { TemplateProposal } from '@/api/schema';
import { m } from '@/i18n/messages';
import classes from './Templates.module.css';

interface Props {
  proposal: TemplateProposal;
  firstRow: number;
  fields: ReadonlyMap<number, string>;
  titles: ReadonlyMap<string, string>;
}

/** Wider forms are seen in a spreadsheet; here it is about which column is which. */
const MOST_COLUMNS = 40;

function letterOf(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : letterOf(Math.floor(column / 26) - 1) + letter;
}

/** The first rows of the form as they stand there, and what will go into the first row of data. */
export function FormPreview({ proposal, firstRow, fields, titles }: Props) {
  const lines = new Map(proposal.lines.map(({ row, cells }) => [row, cells]));
  const rows = [...new Set([...lines.keys(), firstRow])].sort((a, b) => a - b);
  const wide = Math.max(
    ...proposal.lines.map(({ cells }) => cells.length),
    ...proposal.columns.map(({ column }) => column + 1),
  );
  const columns = Array.from({ length: Math.min(wide, MOST_COLUMNS) }, (_, column) => column);
  return (
    <figure className={classes.figure}>
      <figcaption>
        <strong>{m.templates_preview()}</strong>
        <span className={classes.note}>{m.templates_preview_note()}</span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className={classes.preview} aria-label={m.templates_preview()} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column} scope="col">
                  {letterOf(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row} data-kind={kindOf(row, proposal.head_row, firstRow)}>
                <th scope="row">{row}</th>
                {lines.get(row)?.length === 1 && row !== firstRow ? (
                  // A title that stands alone runs over its line, as it does in the form.
                  <td colSpan={columns.length}>{lines.get(row)?.[0]}</td>
                ) : (
                  columns.map((column) => (
                    <td key={column}>
                      {(row === firstRow ? titles.get(fields.get(column) ?? '') : null) ??
                        lines.get(row)?.[column]}
                    </td>
                  ))
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
}

function kindOf(row: number, headRow: number, firstRow: number): string | undefined {
  if (row === firstRow) {
    return 'first';
  }
  return row === headRow ? 'head' : undefined;
}
