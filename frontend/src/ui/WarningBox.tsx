import { IconAlertTriangle } from './icons';
import classes from './WarningBox.module.css';

/** Something stands in the way of what this page is for. */
export function WarningBox({ title, text }: { title: string; text: string }) {
  return (
    <div className={classes.warning} role="alert">
      <IconAlertTriangle size={20} aria-hidden />
      <div>
        <p className={classes.strong}>{title}</p>
        <p>{text}</p>
      </div>
    </div>
  );
}
