import { z } from 'zod'
import { LADDER_WAITS_MS, RISK_KINDS, RISK_LIMITS } from '../../solver/domain/day-risk.ts'
import { WEBHOOK_EVENTS, WEBHOOK_FORMATS, WEBHOOK_LANGUAGES } from './webhook.ts'

/**
 * What a plan warns of, whom it tells, and to whom its daily report goes.
 *
 * - `GET /api/plans/:id/watch-setting` -> `WatchSetting`
 * - `PUT /api/plans/:id/watch-setting` `WatchSettingChange` -> `WatchSetting`
 * - `GET /api/plans/:id/watch-setting/deliveries`: mails, and messages to webhooks of the ladder, newest first
 * - `POST /api/plans/:id/watch-setting/test-mail` `TestMail`: a mail on its way, to see whether it arrives
 *
 * All of it takes the right `plan.edit`. A webhook of the unit that no step of the plan's ladder names is told of
 * warnings at once and of each step, as it always was; one that is named is told of the plan's warnings by the ladder
 * alone: at its step, and when what it was told of is over. While it is quiet no mail and no message to a group chat is
 * sent and no warning climbs; what is still open afterwards is told then.
 */

export const MOST_LADDER_STEPS = 6
export const MOST_WAIT_MINUTES = 720
/** Addresses in one plan's setting, each counted once. */
export const MOST_MAIL_RECEIVERS = 20
/** Of one plan; more are held back until the hour is over. */
export const MOST_MAILS_AN_HOUR = 60
const MOST_LADDER_WEBHOOKS = 20

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day such as 08:30')

/** Only what can be no second header and no second address. */
export const mailAddressSchema = z.email('is not an e-mail address such as name@example.com').max(254)

const mailsSchema = z.array(mailAddressSchema).max(MOST_MAIL_RECEIVERS)
const languageSchema = z.enum(WEBHOOK_LANGUAGES)

const ladderStepSchema = z.strictObject({
  /** After the step before it, if nobody has acknowledged the warning; 0 of the first step, and of it alone. */
  waitMinutes: z.int().min(0).max(MOST_WAIT_MINUTES),
  mails: mailsSchema,
  /** Ids of webhooks of the unit. */
  webhooks: z.array(z.uuid()).max(MOST_LADDER_WEBHOOKS),
})
export type LadderStep = z.infer<typeof ladderStepSchema>

/** See `RiskLimits`. */
const limitsSchema = z.strictObject({
  belowTarget: z.number().min(0.01).max(0.5),
  beyondPlan: z.number().min(0.02).max(1),
  missingPeople: z.int().min(1).max(1000),
  missingShare: z.number().min(0.01).max(1),
  botShareDrop: z.number().min(0.02).max(1),
  aheadMinutes: z.int().min(60).max(720),
})

const quietSchema = z
  .strictObject({
    /** On the plan's clock; over midnight where `to` is earlier. */
    from: clockSchema,
    to: clockSchema,
    /** Whether a queue that is open with nobody on the roster is told all the same. */
    nobodyPresentPierces: z.boolean(),
  })
  .refine(({ from, to }) => from !== to, { message: 'ends when it begins', path: ['to'] })
export type QuietHours = z.infer<typeof quietSchema>

const dailyReportSchema = z.strictObject({
  /** On the plan's clock. It tells of the day before, or of the same day once every queue has closed. */
  at: clockSchema,
  mails: mailsSchema.min(1, 'names nobody to send it to'),
  language: languageSchema,
  /** Whether the day's wages are in it. */
  withCosts: z.boolean(),
})

export const watchSettingContentSchema = z
  .strictObject({
    /** What is warned of at all. */
    kinds: z.array(z.enum(RISK_KINDS)).max(RISK_KINDS.length),
    limits: limitsSchema,
    quiet: quietSchema.nullable(),
    /** Of mails about warnings. */
    language: languageSchema,
    ladder: z.array(ladderStepSchema).min(1).max(MOST_LADDER_STEPS),
    dailyReport: dailyReportSchema.nullable(),
  })
  .superRefine(({ ladder, dailyReport }, context) => {
    ladder.forEach(({ waitMinutes }, step) => {
      if ((waitMinutes === 0) === (step === 0)) return
      const message = step === 0 ? 'is told at once: its wait is 0' : 'waits for 1 minute at least'
      context.addIssue({ code: 'custom', path: ['ladder', step, 'waitMinutes'], message })
    })
    const mails = [...ladder.flatMap((step) => step.mails), ...(dailyReport?.mails ?? [])]
    const count = new Set(mails.map((address) => address.toLowerCase())).size
    if (count <= MOST_MAIL_RECEIVERS) return
    const message = `names ${count} addresses; ${MOST_MAIL_RECEIVERS} are the most. Write to a list of your own mail server instead`
    context.addIssue({ code: 'custom', path: ['ladder'], message })
  })
  .meta({ id: 'WatchSettingContent' })
export type WatchSettingContent = z.infer<typeof watchSettingContentSchema>

/** What holds until somebody sets it. */
export const WATCH_SETTING_DEFAULT: WatchSettingContent = {
  ...{ kinds: [...RISK_KINDS], limits: RISK_LIMITS, quiet: null, language: 'zh-CN', dailyReport: null },
  ladder: [0, ...LADDER_WAITS_MS].map((waitMs) => ({ waitMinutes: waitMs / 60_000, mails: [], webhooks: [] })),
}

export const watchSettingSchema = z
  .object({
    planId: z.uuid(),
    /** 0 until somebody sets it. */
    revision: z.int(),
    content: watchSettingContentSchema,
    /** Whether this server can send mails, and what they come from. */
    mail: z.object({ isSetUp: z.boolean(), from: z.string().nullable() }),
    /** Of the unit, by what may be told of them to whoever edits plans: addresses hold the right to post there. */
    webhooks: z.array(z.object({ id: z.uuid(), host: z.string(), format: z.enum(WEBHOOK_FORMATS) })),
  })
  .meta({ id: 'WatchSetting' })
export type WatchSetting = z.infer<typeof watchSettingSchema>

/** `expectedRevision` is the one that was seen. */
export const watchSettingChangeSchema = z
  .strictObject({ expectedRevision: z.int().min(0), content: watchSettingContentSchema })
  .meta({ id: 'WatchSettingChange' })
export type WatchSettingChange = z.infer<typeof watchSettingChangeSchema>

export const testMailSchema = z
  .strictObject({ address: mailAddressSchema, language: languageSchema })
  .meta({ id: 'TestMail' })
export type TestMail = z.infer<typeof testMailSchema>

/** What a delivery may tell of. */
export const DELIVERY_EVENTS = [...WEBHOOK_EVENTS, 'report.daily', 'mail.test'] as const
export type DeliveryEvent = (typeof DELIVERY_EVENTS)[number]

/**
 * How a try to send a mail ended. `refused` is for good, `putOff` for now (replies 5xx and 4xx); `heldBack` waits for the
 * plan's hour to be over; `overtaken` says that somebody takes care of the warning or that it is over; `tooLate` was not
 * sent for two days; `notMade` is a report that could not be worked out.
 */
export const MAIL_OUTCOMES = [
  ...(['sent', 'refused', 'putOff', 'unreachable', 'noAnswer', 'notSecure', 'signInRefused'] as const),
  ...(['heldBack', 'overtaken', 'tooLate', 'notMade'] as const),
] as const
export type MailOutcome = (typeof MAIL_OUTCOMES)[number]

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed', 'withdrawn'] as const

const watchDeliverySchema = z
  .object({
    id: z.uuid(),
    event: z.enum(DELIVERY_EVENTS),
    /** The mail's address, or the webhook's host. */
    receiver: z.string(),
    isMail: z.boolean(),
    state: z.enum(DELIVERY_STATES),
    attempt: z.int(),
    happenedAt: z.iso.datetime(),
    /** Of the next try, while it waits. */
    nextAt: z.iso.datetime(),
    /** Of mails one of `MailOutcome`, and the mail server's reply where it gave one: `refused 550`. */
    outcome: z.string().nullable(),
  })
  .meta({ id: 'WatchDelivery' })
export type WatchDelivery = z.infer<typeof watchDeliverySchema>

/** Newest first. */
export const watchDeliveriesSchema = z.object({ deliveries: z.array(watchDeliverySchema) })
