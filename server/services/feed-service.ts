import { DateTime } from 'luxon'
import type { Actor } from '../auth/actor.ts'
import type { ExportLanguage } from '../contracts/export.ts'
import { ownCalendar } from '../exports/own-calendar.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import type { Database } from '../store/database.ts'
import { openFeed } from '../store/feed-store.ts'
import { listPublished, listShifts } from '../store/roster-shift-store.ts'
import { findPerson } from '../store/team-store.ts'
import { secretHash } from './own-service.ts'
import { ServiceError } from './service-error.ts'

/** Looks up whose a calendar's secret is, for senders who are not signed in. */
export const FEED_RULE: Actor = { id: 'read-calendar-feed' }

const DAYS_BEFORE = 30
const DAYS = 180

export interface FeedService {
  /**
   * The calendar of whoever's secret it is.
   * @throws ServiceError `notFound` for a secret that was ended, or never was
   */
  calendar(secret: string, language: ExportLanguage): Promise<string>
}

export const feedService = (db: Database, now: () => number): FeedService => ({
  calendar: async (secret, language) => {
    const feed = await withAccess(everythingAs(FEED_RULE.id), () => openFeed(db, secretHash(secret)))
    if (!feed) throw noFeed()
    const { unit_id: unitId, employee_id: employeeId } = feed
    const access = { actorId: FEED_RULE.id, units: [], groups: [], people: [{ unitId, employeeId }] }
    return withAccess(access, async () => {
      const person = await findPerson(db, unitId, employeeId)
      if (!person || person.left_at !== null || person.erased_at !== null) throw noFeed()
      const from = DateTime.fromMillis(now(), { zone: 'utc' }).minus({ days: DAYS_BEFORE }).toISODate()!
      const [published, rows] = await Promise.all([
        listPublished(db, unitId, { from, days: DAYS }),
        listShifts(db, unitId, { from, days: DAYS, employeeId }),
      ])
      const publishedAt = new Map(published.map((row) => [row.publication_id, row.published_at.getTime()]))
      const shifts = rows.map((row) => ({
        ...{ startMs: row.starts_at.getTime(), endMs: row.ends_at.getTime() },
        ...{ templateId: row.template_id, templateName: row.template_name, onCall: row.on_call },
        // A shift of a site may lie beside the days by which its roster is looked up.
        publishedAtMs: publishedAt.get(row.publication_id) ?? row.starts_at.getTime(),
      }))
      return ownCalendar({ employeeId, name: person.name, zone: person.zone }, shifts, language)
    })
  },
})

const noFeed = () => new ServiceError('notFound', 'There is no such calendar. It may have been given a new address.')
