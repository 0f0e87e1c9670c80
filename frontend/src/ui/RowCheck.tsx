import classes from './lists.module.css';

interface Props {
  label: string;
  checked: boolean;
  onChange: () => void;
}

/** A tick before a row, or before all; its whole cell is the target. */
export function RowCheck({ label, checked, onChange }: Props) {
  return (
    <label className={classes.check}>
      <input type="checkbox" aria-label={label} checked={checked} onChange={onChange} />
    </label>
  );
}
