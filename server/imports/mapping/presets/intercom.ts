import type { ImportPreset } from '../import-preset.ts'

/** A statistic under the names that flattening gives it. */
const statistic = (name: string): string[] => [`statistics.${name}`, `conversation_statistics.${name}`, name]

/**
 * Intercom conversations with their statistics, flattened. Times are epoch seconds; the statistics are seconds of
 * waiting without office hours, so that none of them is work.
 * Source: developers.intercom.com, Conversation and conversation_statistics; help article 6762778.
 */
export const intercom: ImportPreset = {
  id: 'intercom',
  name: 'Intercom',
  isVerified: true,
  kind: 'contacts',
  signatures: ['', 'statistics.', 'conversation_statistics.'].map((prefix) =>
    ['time_to_admin_reply', 'first_admin_reply_at'].map((name) => `${prefix}${name}`),
  ),
  columns: {
    id: { headers: ['id', 'conversation_id'] },
    createdAt: {
      headers: ['created_at', 'conversation_created_at', ...statistic('first_contact_reply_at')],
      timeFormat: 'epochSeconds',
    },
    updatedAt: { headers: ['updated_at'], timeFormat: 'epochSeconds' },
    queue: { headers: ['team_assignee_id', 'team_assignee', 'team'] },
    channel: { headers: ['source.type', 'channel'] },
    customer: { headers: ['contacts.contacts.0.id', 'contact_id', 'user_id', 'source.author.id'] },
    agent: { headers: ['admin_assignee_id', 'admin_assignee', ...statistic('last_closed_by_id')] },
    firstResponse: { headers: statistic('time_to_admin_reply'), durationUnit: 'seconds' },
    firstResponseAt: { headers: statistic('first_admin_reply_at'), timeFormat: 'epochSeconds' },
    closedAt: { headers: statistic('last_close_at'), timeFormat: 'epochSeconds' },
    status: { headers: ['state', 'open'] },
  },
}
