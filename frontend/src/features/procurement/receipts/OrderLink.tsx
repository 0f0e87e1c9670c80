import classes from './OrderLink.module.css';

/**
 * The page of an order. The one place that leads there: an address and no route, for its pages are made beside
 * these. Whoever merges both makes it a typed <Link to="/purchase-orders/$orderId">.
 */
export function OrderLink({ id, number }: { id: string; number: string }) {
  return (
    <a href={`/purchase-orders/${id}`} className={classes.link}>
      {number}
    </a>
  );
}
