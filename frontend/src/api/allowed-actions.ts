/** Every view lists what the reader may do with it, and for what he may not, why. */
export interface AllowedAction {
  action: string;
  allowed: boolean;
  reason?: string | null;
}

export interface ActionState {
  allowed: boolean;
  /** Why not, in the reader's language; null when the action does not apply at all. */
  reason: string | null;
}

/** The state of one action; an action the server did not list is not offered. */
export function actionState(actions: AllowedAction[], action: string): ActionState {
  const found = actions.find((candidate) => candidate.action === action);
  return { allowed: found?.allowed ?? false, reason: found?.reason ?? null };
}
