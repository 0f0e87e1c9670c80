import type { AddChannel, ChangeChannel, NoticeChannelView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Rules } from '@/offline/form';
import type { ChannelKind } from './words';

/** What the form of a channel holds, whatever the kind. */
export interface Values extends Record<string, unknown> {
  kind: ChannelKind;
  name: string;
  address: string;
  secret: string;
  topics: string[];
  timing: NoticeChannelView['timing'];
  language: NoticeChannelView['language'];
  enabled: boolean;
  port: string;
  security: NonNullable<AddChannel['mail']>['security'];
  from: string;
  user_name: string;
}

/** A group wants to hear of danger, and once or twice a day of what is new. */
const USUAL = ['repair_case.danger', 'repair_case.unassigned', 'repair_case.reported'];

export function initial(channel: NoticeChannelView | null): Values {
  return {
    kind: channel?.kind ?? 'wecom',
    name: channel?.name ?? '',
    address: '',
    secret: '',
    topics: channel?.topics ?? USUAL,
    timing: channel?.timing ?? 'digest',
    language: channel?.language ?? 'zh-CN',
    enabled: channel?.enabled ?? true,
    port: String(channel?.mail?.port ?? 465),
    security: channel?.mail?.security ?? 'tls',
    from: channel?.mail?.from ?? '',
    user_name: channel?.mail?.user_name ?? '',
  };
}

/** What a new channel cannot be without; the server says the rest. */
export function required(channel: NoticeChannelView | null): Rules<Values> {
  const filled = (text: string) => (text.trim() ? null : m.ui_required());
  return channel ? { name: filled } : { name: filled, address: filled };
}

export function body(values: Values): AddChannel {
  const mail = values.kind === 'smtp';
  return {
    kind: values.kind,
    name: values.name,
    address: values.address.trim(),
    secret: values.kind === 'wecom' ? undefined : values.secret || undefined,
    topics: mail ? [] : values.topics,
    timing: values.timing,
    language: values.language,
    mail: mail
      ? {
          port: Number(values.port) || 0,
          security: values.security,
          from: values.from.trim(),
          user_name: values.user_name.trim() || null,
        }
      : undefined,
  };
}

/** A change: what is empty of the address and the secret stays as it is. */
export function changeBody(values: Values): ChangeChannel {
  const { secret, mail, topics } = body(values);
  return {
    name: values.name,
    address: values.address.trim() || null,
    secret: secret ?? null,
    mail: mail ?? null,
    topics: topics ?? null,
    timing: values.timing,
    language: values.language,
    enabled: values.enabled,
  };
}
