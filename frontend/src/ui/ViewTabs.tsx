import classes from './ViewTabs.module.css';

interface Props<View extends string> {
  label: string;
  views: readonly { view: View; label: string }[];
  current: View;
  onView: (view: View) => void;
}

/** Which part of a list: everybody's, mine, what waits for me. */
export function ViewTabs<View extends string>({ label, views, current, onView }: Props<View>) {
  return (
    <fieldset className={classes.views} data-screen-only>
      <legend className="sr-only">{label}</legend>
      {views.map((one) => (
        <button
          key={one.view}
          type="button"
          className={classes.view}
          aria-pressed={one.view === current}
          onClick={() => onView(one.view)}
        >
          {one.label}
        </button>
      ))}
    </fieldset>
  );
}
