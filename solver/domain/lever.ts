import { z } from 'zod'
import { idSchema } from './queue.ts'
import { dateSpanShape } from './target.ts'

export const assuranceSchema = z.number().min(0.5).max(0.99)

const commonShape = {
  name: z.string().min(1).max(80).optional(),
  ...dateSpanShape,
  /** Absent means every queue. */
  queue: idSchema.optional(),
  /** What part of the queue's contacts it is about, for people to read, and how large that part is. */
  category: z.string().min(1).max(60).optional(),
  ofContacts: z.number().gt(0).max(1).default(1),
}

const share = z.number().min(0).lt(1)

/** Local date and time, `YYYY-MM-DDTHH:mm`. */
const localMomentSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'is not a local time such as 2026-11-11T20:00')

/**
 * A measure that changes what reaches people, from a date on. `historyShare` is what the history already contains, so
 * that only the change counts. Levers act one after the other, in the order of the list.
 *
 * `botDeflection`: the bot takes `share` of the contacts, whose handling time by a person would be `relativeAht` of the
 * mean; `bouncedBack` of those it took come to people after all. While it is out, all of them do.
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
    outages: z.array(z.strictObject({ from: localMomentSchema, to: localMomentSchema })).default([]),
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
    to: idSchema,
    share,
    historyShare: share.default(0),
  }),
])
export type Lever = z.infer<typeof leverSchema>
