import type { ImportPreset, PresetColumn } from '../import-preset.ts'

const TICKET: Readonly<Record<'id' | 'createdAt' | 'updatedAt' | 'status', PresetColumn>> = {
  id: { headers: ['id', 'ticket id'] },
  createdAt: { headers: ['created_at'], timeFormat: 'iso' },
  updatedAt: { headers: ['updated_at'], timeFormat: 'iso' },
  status: { headers: ['status'] },
}

/**
 * Zendesk account export, one ticket a line, with its metric set where it was asked for. Times are of UTC. The minutes
 * of its metrics are waits of the customer, never work: none of them is a handling time.
 * Source: developer.zendesk.com, Tickets and Ticket Metrics.
 */
export const zendesk: ImportPreset = {
  id: 'zendesk',
  name: 'Zendesk',
  isVerified: true,
  kind: 'contacts',
  signatures: [['created_at', 'requester_id', 'assignee_id', 'group_id']],
  columns: {
    ...TICKET,
    channel: { headers: ['via.channel', 'channel'] },
    queue: { headers: ['group_id'] },
    customer: { headers: ['requester_id'] },
    agent: { headers: ['assignee_id'] },
    firstResponse: {
      headers: ['metric_set.reply_time_in_minutes.calendar', 'reply_time_in_minutes.calendar'],
      durationUnit: 'minutes',
    },
    closedAt: { headers: ['metric_set.solved_at', 'solved_at'], timeFormat: 'iso' },
  },
}

/**
 * Zendesk tickets flattened to CSV, with names in the place of ids. `Total time spent (sec)` is written by its time
 * tracking app, and is the only work that it records.
 * Source: the headers first_reply_time_in_minutes[_within_business_hours] of public export scripts.
 */
export const zendeskCsv: ImportPreset = {
  id: 'zendesk-csv',
  name: 'Zendesk (CSV)',
  isVerified: true,
  kind: 'contacts',
  signatures: [
    ['created_at', 'first_reply_time_in_minutes'],
    ['created_at', 'first_reply_time_in_minutes_within_business_hours'],
  ],
  columns: {
    ...TICKET,
    channel: { headers: ['via', 'via.channel', 'channel'] },
    queue: { headers: ['group', 'group_name', 'group_id'] },
    customer: { headers: ['requester_id', 'requester', 'requester_email', 'req_email', 'req_name'] },
    agent: { headers: ['assignee_id', 'assignee', 'assignee_name'] },
    effort: { headers: ['Total time spent (sec)'], durationUnit: 'seconds' },
    firstResponse: {
      headers: ['first_reply_time_in_minutes', 'first_reply_time_in_minutes_within_business_hours'],
      durationUnit: 'minutes',
    },
    closedAt: { headers: ['solved_at'], timeFormat: 'iso' },
  },
}
