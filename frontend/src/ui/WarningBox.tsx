import { IconAlertTriangle } from './icons';
import classes from './WarningBox.module.css';

interface Props {
  title: string;
  /** One sentence, or several things of equal weight. */
  text: string | readonly string[];
}

/** Something stands in the way of what this page is for. */
export function WarningBox({ title, text }: Props) {
  const texts = typeof text === 'string' ? [text] : text;
  return (
    <div className={classes.warning} role="alert">
      <IconAlertTriangle size={20} aria-hidden />
      <div>
        <p className={classes.strong}>{title}</p>
        {texts.map((one) => (
          <p key={one}>{one}</p>
        ))}
      </div>
    </div>
  );
}
