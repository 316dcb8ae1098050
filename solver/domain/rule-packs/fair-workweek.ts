import { type LawRule, type PredictabilityPay, type RulePack, rulePack } from './rule-pack.ts'

/** What the laws share; each jurisdiction says where it differs. */
interface Jurisdiction {
  readonly id: string
  readonly name: { readonly 'zh-CN': string; readonly en: string }
  readonly source: string
  readonly validFrom: string
  readonly rest?: {
    readonly hours: number
    /** Extra pay of the shift after a shorter rest: a fraction of its pay, or cents for the whole of it. */
    readonly premium: number
    readonly cents?: number
  }
  /** Nobody may be on call. */
  readonly noOnCall?: boolean
  readonly notice: readonly Notice[]
}

type Notice = Pick<PredictabilityPay, 'noticeHours' | 'freeMinutes'> &
  Partial<Pick<PredictabilityPay, 'validFrom' | 'validTo' | 'lostHoursNoticeHours' | 'byConsentOnly'>>

const TWO_WEEKS = 14 * 24
const TEN_HOURS_AT_TIME_AND_A_HALF = { hours: 10, premium: 0.5 }

/**
 * Fair Workweek laws. Each binds large employers of some trades only, so none is in force unless it is named:
 *
 * | pack | binds |
 * | --- | --- |
 * | los-angeles-city | retail (NAICS 44-45) with 300 employees or more in the world |
 * | los-angeles-county | the same in the unincorporated places of the county |
 * | oregon, seattle | retail, hospitality, food with 500 employees or more |
 * | chicago | retail, warehouses and five other trades, 100 employees or more, pay below a yearly limit |
 * | philadelphia | retail, hospitality, food with 250 employees and 30 places or more |
 * | new-york-city-retail | retail with 20 employees or more; fast food has a law of its own |
 *
 * A short rest is lawful with the person's consent and is paid: by the shift here, also where Oregon and Seattle pay only
 * the hours within the rest, so that its cost is never below what is owed. Pay for late changes of a published schedule
 * is in `predictabilityPay`.
 */
const JURISDICTIONS: readonly Jurisdiction[] = [
  {
    id: 'los-angeles-city',
    name: { 'zh-CN': '洛杉矶市公平工作周', en: 'Los Angeles City Fair Work Week' },
    source: 'Los Angeles Municipal Code ch. XVIII art. 5 (sec. 185.00 ff.)',
    validFrom: '2023-04-01',
    rest: TEN_HOURS_AT_TIME_AND_A_HALF,
    notice: [{ noticeHours: TWO_WEEKS, freeMinutes: 15 }],
  },
  {
    id: 'los-angeles-county',
    name: { 'zh-CN': '洛杉矶县公平工作周', en: 'Los Angeles County Fair Workweek' },
    source: 'Los Angeles County Fair Workweek Ordinance, adopted 2024-04-23',
    validFrom: '2025-07-01',
    rest: TEN_HOURS_AT_TIME_AND_A_HALF,
    notice: [{ noticeHours: TWO_WEEKS, freeMinutes: 15 }],
  },
  {
    id: 'oregon',
    name: { 'zh-CN': '俄勒冈州可预期排班', en: 'Oregon predictive scheduling' },
    source: 'ORS 653.412 to 653.490',
    validFrom: '2018-07-01',
    rest: TEN_HOURS_AT_TIME_AND_A_HALF,
    notice: [
      { noticeHours: 7 * 24, freeMinutes: 30, validTo: '2020-06-30' },
      { noticeHours: TWO_WEEKS, freeMinutes: 30, validFrom: '2020-07-01' },
    ],
  },
  {
    id: 'seattle',
    name: { 'zh-CN': '西雅图稳定排班', en: 'Seattle Secure Scheduling' },
    source: 'Seattle Municipal Code 14.22',
    validFrom: '2017-07-01',
    rest: TEN_HOURS_AT_TIME_AND_A_HALF,
    notice: [{ noticeHours: TWO_WEEKS, freeMinutes: 15 }],
  },
  {
    id: 'chicago',
    name: { 'zh-CN': '芝加哥公平工作周', en: 'Chicago Fair Workweek' },
    source: 'Municipal Code of Chicago 6-110',
    validFrom: '2020-07-01',
    rest: { hours: 10, premium: 0.25 },
    notice: [
      { noticeHours: 10 * 24, freeMinutes: 15, lostHoursNoticeHours: 24, validTo: '2022-06-30' },
      { noticeHours: TWO_WEEKS, freeMinutes: 15, lostHoursNoticeHours: 24, validFrom: '2022-07-01' },
    ],
  },
  {
    id: 'philadelphia',
    name: { 'zh-CN': '费城公平工作周', en: 'Philadelphia Fair Workweek' },
    source: 'Philadelphia Code ch. 9-4600',
    validFrom: '2020-04-01',
    rest: { hours: 9, premium: 0, cents: 4000 },
    notice: [
      { noticeHours: 10 * 24, freeMinutes: 20, validTo: '2020-12-31' },
      { noticeHours: TWO_WEEKS, freeMinutes: 20, validFrom: '2021-01-01' },
    ],
  },
  {
    id: 'new-york-city-retail',
    name: { 'zh-CN': '纽约市零售业公平工作周', en: 'New York City Fair Workweek, retail' },
    source: 'New York City Administrative Code 20-1251 ff.',
    validFrom: '2017-11-26',
    noOnCall: true,
    notice: [{ noticeHours: 72, freeMinutes: 0, byConsentOnly: true }],
  },
]

/** One pack for each jurisdiction. */
export const FAIR_WORKWEEK: readonly RulePack[] = JURISDICTIONS.map((place) => {
  const id = `fair-workweek-${place.id}`
  return rulePack({
    id,
    name: place.name,
    rules: [...shortRest(id, place), ...onCall(id, place)],
    predictabilityPay: place.notice.map((notice, index) => ({
      id: `${id}-notice-${index + 1}`,
      name: place.name,
      source: place.source,
      validFrom: place.validFrom,
      // Where a late change needs consent, the law pays nothing for one that has it.
      hoursPerChange: notice.byConsentOnly ? 0 : 1,
      lostHoursShare: notice.byConsentOnly ? 0 : 0.5,
      lostHoursNoticeHours: notice.noticeHours,
      byConsentOnly: false,
      ...notice,
    })),
  })
})

function shortRest(id: string, { rest, source, validFrom }: Jurisdiction): LawRule[] {
  if (!rest) return []
  const pay = rest.cents === undefined ? `${100 + rest.premium * 100} %` : `$${rest.cents / 100}`
  return [
    {
      id: `${id}-short-rest`,
      name: {
        'zh-CN': `班次间休息不足 ${rest.hours} 小时：${pay}`,
        en: `Less than ${rest.hours} hours of rest: ${rest.cents === undefined ? `shift at ${pay}` : `${pay} a shift`}`,
      },
      source,
      validFrom,
      kind: 'shortRestPremium',
      premium: rest.premium,
      minRestMinutes: rest.hours * 60,
      ...(rest.cents !== undefined && { amountPerShift: rest.cents }),
    },
  ]
}

function onCall(id: string, { noOnCall, source, validFrom }: Jurisdiction): LawRule[] {
  if (!noOnCall) return []
  return [
    {
      id: `${id}-no-on-call`,
      name: { 'zh-CN': '不得安排待命', en: 'Nobody on call' },
      source,
      validFrom,
      kind: 'maxOnCallShifts',
      maxShifts: 0,
    },
  ]
}
