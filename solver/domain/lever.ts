import { z } from 'zod'
import { type Horizon, intervalMs, intervalStart } from './horizon.ts'
import { isAscending, localSpanShape, momentInstant, NOT_AFTER_FROM } from './local-moment.ts'
import { idSchema } from './queue.ts'
import { dateSpanShape, isInSpan } from './target.ts'

export const assuranceSchema = z.number().min(0.5).max(0.99)

const commonShape = {
  name: z.string().min(1).max(80).optional(),
  ...dateSpanShape,
  /** Absent means every queue. */
  queue: idSchema.optional(),
  /**
   * What part of the queue's contacts it is about, for people to read, and how large that part is among the contacts
   * that would come were there no such measure at all. The part is taken to be worked as long as the queue's others.
   */
  category: z.string().min(1).max(60).optional(),
  ofContacts: z.number().gt(0).max(1).default(1),
}

const share = z.number().min(0).lt(1)

const outageSchema = z.strictObject(localSpanShape).refine(isAscending, NOT_AFTER_FROM)

/**
 * A measure that changes what reaches people, from a date on. `historyShare` is what the history already contains, so
 * that only the change counts; it goes on outside the lever's dates. Levers act one after the other, in the order of
 * the list.
 *
 * `botDeflection`: the bot takes `share` of the contacts, whose handling time by a person would be `relativeAht` of the
 * mean; `bouncedBack` of those it took come to people after all. While it is out, whatever the date, all of them do.
 * `handlingTime`: a part of the work falls away (or is added): `seconds` on `share` of the contacts.
 * `selfService`: a share of contacts is never made. `repeatContacts`: share of contacts that come because the one before
 * did not solve it. `escalation`: a share of the contacts goes on to another queue.
 */
export const leverSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('botDeflection'),
    ...commonShape,
    share,
    relativeAht: z.number().gt(0).max(1).default(1),
    bouncedBack: z.number().min(0).max(1).default(0),
    historyShare: share.default(0),
    outages: z.array(outageSchema).default([]),
  }),
  z.strictObject({
    kind: z.literal('handlingTime'),
    ...commonShape,
    seconds: z.number().min(-3600).max(3600),
    share: z.number().gt(0).max(1).default(1),
  }),
  z.strictObject({ kind: z.literal('selfService'), ...commonShape, share, historyShare: share.default(0) }),
  z.strictObject({ kind: z.literal('repeatContacts'), ...commonShape, share, historyShare: share.default(0) }),
  z.strictObject({
    kind: z.literal('escalation'),
    ...commonShape,
    queue: idSchema,
    toQueue: idSchema,
    share,
    historyShare: share.default(0),
  }),
])
export type Lever = z.infer<typeof leverSchema>

/** Levers that say which share of the contacts they are about, and which share the history holds. */
export type ShareLever = Exclude<Lever, { kind: 'handlingTime' }>

/**
 * The lever's share in each interval: that of the history outside its dates, and none while a bot is out.
 * @param dates local date of each interval, `[interval]`
 */
export function sharesInForce(lever: ShareLever, dates: readonly string[], horizon: Horizon): Float64Array {
  const shares = Float64Array.from(dates, (date) => (isInSpan(date, lever) ? lever.share : lever.historyShare))
  if (lever.kind !== 'botDeflection' || lever.outages.length === 0) return shares
  const out = outageByInterval(lever.outages, horizon)
  return shares.map((share, interval) => share * (1 - out[interval]!))
}

/** Share of each interval in which the bot is out, `[interval]`; outages that overlap count once. */
function outageByInterval(outages: readonly z.infer<typeof outageSchema>[], horizon: Horizon): Float64Array {
  const spans = outages
    .map(({ from, to }) => ({ from: momentInstant(from, horizon.zone), to: momentInstant(to, horizon.zone) }))
    .sort((a, b) => a.from - b.from)
  const length = intervalMs(horizon)
  const out = new Float64Array(horizon.intervals)
  let end = horizon.startsAt
  for (const span of spans) {
    const from = Math.max(span.from, end)
    for (let interval = Math.floor((from - horizon.startsAt) / length); interval < horizon.intervals; interval++) {
      const start = intervalStart(horizon, interval)
      if (start >= span.to) break
      out[interval]! += Math.max(0, Math.min(span.to, start + length) - Math.max(from, start)) / length
    }
    end = Math.max(end, span.to)
  }
  return out
}
