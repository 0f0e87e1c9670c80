import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import type {
  SupplierBankBody,
  SupplierBankView,
  SupplierBody,
  SupplierLicenceBody,
  SupplierLicenceView,
  SupplierView,
} from '@/api/schema';
import { orNewest } from '@/api/stale';
import { SUPPLIERS, supplierQuery } from './queries';

/** Hands what a step answered to the page; the lists are old. */
export function useKeepSupplier(): (supplier: SupplierView) => void {
  const client = useQueryClient();
  return (supplier) => {
    client.setQueryData(supplierQuery(supplier.id).queryKey, supplier);
    void client.invalidateQueries({ queryKey: [...SUPPLIERS, 'list'] });
    void client.invalidateQueries({ queryKey: [...SUPPLIERS, 'pick'] });
  };
}

/** Runs a step; when somebody was faster, the page shows the newest. */
export function useSupplierStep(): <R>(pending: Promise<R>) => Promise<R> {
  const client = useQueryClient();
  return (pending) => orNewest(client, SUPPLIERS, pending);
}

export function addSupplier(body: SupplierBody, key: string): Promise<SupplierView> {
  const params = { header: { 'Idempotency-Key': key } };
  return read(api.POST('/api/v1/suppliers', { params, body }));
}

export function reviseSupplier(
  { id, version }: SupplierView,
  body: SupplierBody,
): Promise<SupplierView> {
  const params = { path: { id }, header: ifMatch(version) };
  return read(api.PUT('/api/v1/suppliers/{id}', { params, body }));
}

function at({ id, version }: { id: string; version: number }, key: string) {
  return { params: { path: { id }, header: { ...ifMatch(version), 'Idempotency-Key': key } } };
}

/** Nothing is bought there any more, or again. */
export function turnSupplier(
  supplier: SupplierView,
  reason: string,
  key: string,
): Promise<SupplierView> {
  const sent = { ...at(supplier, key), body: { reason } };
  return read(
    supplier.status === 'active'
      ? api.POST('/api/v1/suppliers/{id}/suspend', sent)
      : api.POST('/api/v1/suppliers/{id}/resume', sent),
  );
}

export function addLicence(
  id: string,
  body: SupplierLicenceBody,
  key: string,
): Promise<SupplierView> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  return read(api.POST('/api/v1/suppliers/{id}/licences', { params, body }));
}

/** A second person has compared it with the paper. */
export function verifyLicence({ id }: SupplierLicenceView, key: string): Promise<SupplierView> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  return read(api.POST('/api/v1/supplier-licences/{id}/verify', { params, body: {} }));
}

export function proposeAccount(
  id: string,
  body: SupplierBankBody,
  key: string,
): Promise<SupplierView> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  return read(api.POST('/api/v1/suppliers/{id}/bank-accounts', { params, body }));
}

export function confirmAccount(account: SupplierBankView, key: string): Promise<SupplierView> {
  const confirm = '/api/v1/supplier-bank-accounts/{id}/confirm';
  return read(api.POST(confirm, { ...at(account, key), body: {} }));
}

export function refuseAccount(
  account: SupplierBankView,
  reason: string,
  key: string,
): Promise<SupplierView> {
  const refuse = '/api/v1/supplier-bank-accounts/{id}/refuse';
  return read(api.POST(refuse, { ...at(account, key), body: { reason } }));
}
