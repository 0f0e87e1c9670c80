/**
 * Where goods receipts are. Their pages come from another branch: until both are together the router does not know these
 * addresses, so they are plain strings here and nowhere else.
 */
export const receiptLink = (id: string): string => `/goods-receipts/${id}`;

/** Writes down what was delivered of an order. */
export const newReceiptLink = (orderId: string): string => `/goods-receipts/new?order=${orderId}`;
