import { randomUUID } from 'node:crypto'
import { localDate } from '../../solver/domain/horizon.ts'
import type { Actor } from '../auth/actor.ts'
import type {
  TestMail,
  WatchDelivery,
  WatchSetting,
  WatchSettingChange,
  WatchSettingContent,
} from '../contracts/watch-setting.ts'
import { recordAudit } from '../store/audit-log.ts'
import type { Database } from '../store/database.ts'
import { type DeliveryRow, listPlanDeliveries } from '../store/delivery-store.ts'
import { claimEffect } from '../store/effect-store.ts'
import { insertMails } from '../store/ladder-store.ts'
import { findWatchSetting, storeWatchSetting } from '../store/watch-setting-store.ts'
import { listWebhooks } from '../store/webhook-store.ts'
import { type ActualsPlan, ActualsPlans } from './actuals-plan.ts'
import { hasCome, reportEffectKey } from './day-report-mails.ts'
import type { MailSender } from './send-mail.ts'
import { ServiceError } from './service-error.ts'

export interface WatchSettingParts {
  readonly db: Database
  /** What mails come from; left out where none are sent. */
  readonly mailFrom: MailSender | undefined
  /** Epoch milliseconds. */
  readonly now: () => number
}

export interface WatchSettingService {
  /** @throws ServiceError for a plan that there is not, as of all of these */
  get(planId: string): Promise<WatchSetting>
  change(planId: string, change: WatchSettingChange, actor: Actor): Promise<WatchSetting>
  deliveries(planId: string): Promise<WatchDelivery[]>
  sendTest(planId: string, test: TestMail, actor: Actor): Promise<WatchDelivery>
}

const DELIVERIES_LISTED = 50

/** What plans warn of, whom they tell, and where their daily reports go. */
export function watchSettingService({ db, mailFrom, now }: WatchSettingParts): WatchSettingService {
  const plans = new ActualsPlans(db)
  const reply = async ({ id, unitId }: ActualsPlan): Promise<WatchSetting> => {
    const [found, webhooks] = await Promise.all([findWatchSetting(db, id), listWebhooks(db, unitId)])
    return {
      ...{ planId: id, ...found, mail: { isSetUp: mailFrom !== undefined, from: mailFrom?.address ?? null } },
      webhooks: webhooks.map((webhook) => ({ id: webhook.id, host: hostOf(webhook.url), format: webhook.format })),
    }
  }
  return {
    get: async (planId) => reply(await plans.get(planId)),
    change: async (planId, { expectedRevision, content }, actor) => {
      const plan = await plans.get(planId)
      const webhooks = new Set((await listWebhooks(db, plan.unitId)).map(({ id }) => id))
      refuseUnknownWebhooks(content, webhooks)
      await db.transaction().execute(async (transaction) => {
        const before = await findWatchSetting(transaction, plan.id)
        const stored = { planId: plan.id, unitId: plan.unitId, expectedRevision, content, actorId: actor.id }
        if ((await storeWatchSetting(transaction, stored)) === undefined) throw overtaken()
        const { at } = content.dailyReport ?? {}
        // A time that is over today begins tomorrow: nobody expects a mail at the moment of saving.
        if (at !== undefined && at !== before.content.dailyReport?.at && hasCome(at, plan.zone, now())) {
          const key = reportEffectKey(plan.id, localDate(now(), plan.zone))
          await claimEffect(transaction, { key, unitId: plan.unitId, actorId: actor.id })
        }
      })
      return reply(plan)
    },
    deliveries: async (planId) => {
      const { id } = await plans.get(planId)
      return (await listPlanDeliveries(db, id, DELIVERIES_LISTED)).map(deliveryFrom)
    },
    sendTest: async (planId, { address, language }, actor) => {
      const { id, unitId } = await plans.get(planId)
      if (!mailFrom) throw notSetUp()
      const entityId = randomUUID()
      await db.transaction().execute(async (transaction) => {
        const message = { planId: id, unitId, actorId: actor.id, event: 'mail.test' as const, entityId, step: 0 }
        await insertMails(transaction, { ...message, language, delaySeconds: 0 }, [address])
        await recordAudit(transaction, {
          ...{ unitId, actorId: actor.id, action: 'plan.testMailSent', entity: 'plan', entityId: id, detail: {} },
        })
      })
      const rows = await listPlanDeliveries(db, id, DELIVERIES_LISTED)
      return deliveryFrom(rows.find((row) => row.entity_id === entityId)!)
    },
  }
}

const hostOf = (url: string): string => URL.parse(url)?.hostname ?? url

function refuseUnknownWebhooks({ ladder }: WatchSettingContent, known: ReadonlySet<string>): void {
  const unknown = ladder.flatMap(({ webhooks }) => webhooks).find((id) => !known.has(id))
  if (unknown === undefined) return
  const problem = `names webhook ${unknown}, which the unit does not have`
  const hint = 'It may have been removed: take it out, or make it again in the Administration view.'
  throw new ServiceError('invalidRequest', `The ladder ${problem}.`, [{ column: 'ladder', problem, hint }])
}

const overtaken = (): ServiceError =>
  new ServiceError(
    'conflict',
    'Somebody else changed the warning settings of this plan; nothing was changed. Look at them again.',
  )

const notSetUp = (): ServiceError =>
  new ServiceError(
    'conflict',
    'This server sends no mail. Whoever runs it sets TIDELINE_SMTP_URL and TIDELINE_MAIL_FROM.',
  )

function deliveryFrom(row: DeliveryRow & { readonly url: string | null }): WatchDelivery {
  const { id, event, address, state, attempt, outcome } = row
  return {
    ...{ id, event, state, attempt, outcome: outcome === '' ? null : outcome },
    ...{ receiver: address ?? hostOf(row.url ?? ''), isMail: address !== null },
    ...{ happenedAt: row.happened_at.toISOString(), nextAt: row.next_at.toISOString() },
  }
}
