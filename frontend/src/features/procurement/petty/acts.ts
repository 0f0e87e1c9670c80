import { api, ifMatch, read } from '@/api/client';
import type {
  PettyPosting,
  PettyPurchaseBody,
  PettyPurchasesPosted,
  PettyPurchaseView,
} from '@/api/schema';

export function recordPetty(body: PettyPurchaseBody, key: string): Promise<PettyPurchaseView> {
  const params = { header: { 'Idempotency-Key': key } };
  return read(api.POST('/api/v1/petty-purchases', { params, body }));
}

export function revisePetty(
  { id, version }: PettyPurchaseView,
  body: PettyPurchaseBody,
): Promise<PettyPurchaseView> {
  const params = { path: { id }, header: ifMatch(version) };
  return read(api.PUT('/api/v1/petty-purchases/{id}', { params, body }));
}

export function cancelPetty(
  { id, version }: PettyPurchaseView,
  reason: string,
  key: string,
): Promise<PettyPurchaseView> {
  const params = { path: { id }, header: { ...ifMatch(version), 'Idempotency-Key': key } };
  return read(api.POST('/api/v1/petty-purchases/{id}/cancel', { params, body: { reason } }));
}

/** Under one voucher: all of them or none. */
export function postPetty(body: PettyPosting, key: string): Promise<PettyPurchasesPosted> {
  const params = { header: { 'Idempotency-Key': key } };
  return read(api.POST('/api/v1/petty-purchases/post', { params, body }));
}
