import { Link } from '@tanstack/react-router';
import classes from './OrderLink.module.css';

/** To the order by its number. */
export function OrderLink({ id, number }: { id: string; number: string }) {
  return (
    <Link to="/purchase-orders/$orderId" params={{ orderId: id }} className={classes.link}>
      {number}
    </Link>
  );
}
