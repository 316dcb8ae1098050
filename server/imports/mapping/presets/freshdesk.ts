import type { ImportPreset } from '../import-preset.ts'

/**
 * Freshdesk and Freshservice ticket export. `Time tracked` is the work that agents logged, `HH:MM:SS` or `HH:MM`, or a
 * decimal of hours; the resolution time is the customer's wait in business hours and often empty. The two products
 * differ in the case of their headers.
 * Source: the header of the export test in Freshworks' own code.
 */
export const freshdesk: ImportPreset = {
  id: 'freshdesk',
  name: 'Freshdesk / Freshservice',
  isVerified: true,
  kind: 'contacts',
  signatures: [
    ['Ticket ID', 'Created time', 'Due by Time'],
    ['Ticket ID', 'Created time', 'Time tracked'],
    ['Ticket ID', 'Created time', 'First response time (in hrs)'],
  ],
  columns: {
    id: { headers: ['Ticket ID'] },
    createdAt: { headers: ['Created time'] },
    updatedAt: { headers: ['Last update time', 'Last updated time'] },
    queue: { headers: ['Group'] },
    channel: { headers: ['Source'] },
    customer: { headers: ['Contact ID', 'Requester Email', 'Email', 'Requester Name', 'Full name'] },
    agent: { headers: ['Agent'] },
    effort: { headers: ['Time tracked'], durationUnit: 'hours' },
    firstResponse: { headers: ['First response time (in hrs)'], durationUnit: 'hours' },
    firstResponseAt: { headers: ['Initial response time'] },
    closedAt: { headers: ['Closed time', 'Resolved time'] },
    status: { headers: ['Status'] },
  },
}
