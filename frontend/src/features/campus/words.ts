import type { LocationNode } from '@/api/schema';
import { m } from '@/i18n/messages';

export type PlaceKind = LocationNode['kind'];

export function kindWord(kind: PlaceKind): string {
  const words: Record<PlaceKind, () => string> = {
    campus: m.campus_kind_campus,
    building: m.campus_kind_building,
    floor: m.campus_kind_floor,
    room: m.campus_kind_room,
    zone: m.campus_kind_zone,
  };
  return words[kind]();
}

/** An address that means "this computer" on every phone that scans it. */
export function onlyHere(url: string): boolean {
  return /^https?:\/\/(localhost|127\.|\[::1\])/i.test(url);
}
