import { Button } from '@mantine/core';
import { m } from '@/i18n/messages';
import { uuid } from '@/offline/uuid';
import { emptyLine, type LineValues } from '../request-form';
import { LineFields } from './LineFields';
import classes from './LineList.module.css';

interface Props {
  lines: readonly LineValues[];
  /** Of the whole form: a line's are named lines.0.name. */
  errors: Record<string, string>;
  onChange: (lines: LineValues[]) => void;
}

/** The things of a purchase; there is always one. */
export function LineList({ lines, errors, onChange }: Props) {
  return (
    <>
      <ol className={classes.lines}>
        {lines.map((line, index) => (
          <LineFields
            key={line.key}
            line={line}
            index={index}
            errors={errors}
            onChange={(next) =>
              onChange(lines.map((one) => (one.key === line.key ? { ...one, ...next } : one)))
            }
            onRemove={
              lines.length > 1
                ? () => onChange(lines.filter((one) => one.key !== line.key))
                : undefined
            }
          />
        ))}
      </ol>
      <Button variant="default" onClick={() => onChange([...lines, emptyLine(uuid())])}>
        {m.purchases_add_line()}
      </Button>
    </>
  );
}
