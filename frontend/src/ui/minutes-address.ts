import type { FileAddress } from './AttachedFiles';

/** Where the browser gets a page of a meeting's minutes: for whoever may see approvals. */
export function minutesAddress(approvalId: string): FileAddress {
  return (page, size) => {
    const path = `/api/v1/approvals/${approvalId}/minutes/${page}/content`;
    return size ? `${path}?size=${size}` : path;
  };
}
