import { PlanningInputError } from './planning-input-error.ts'
import type { CHANNELS, LocalName } from './queue.ts'
import type { DeferredTarget, FurtherTarget, InstantTarget } from './target.ts'

/**
 * Service targets that come ready-made: what platforms score a shop by, and what is customary in the trade. Platforms
 * change their rules every year, and most figures are known from pages about them rather than from the rules themselves:
 * `verified` tells which. Compare with your own seller centre, and write `targets` of your own where they differ.
 */
export interface PlatformPreset {
  readonly id: string
  /** Absent for customary targets, which are no platform's. */
  readonly platform?: LocalName
  readonly name: LocalName
  /** Channels of queues that it may stand for. */
  readonly channels: readonly (typeof CHANNELS)[number][]
  /** Ascending in time, none overlapping. */
  readonly versions: readonly PresetVersion[]
}

/** What the platform counts: every reply, a whole conversation, the first question of one, or a ticket. */
export const PRESET_UNITS = ['round', 'conversation', 'firstEnquiry', 'ticket'] as const

export interface PresetVersion {
  readonly version: string
  /** Local dates, both inclusive; absent bounds mean always. */
  readonly validFrom?: string
  readonly validTo?: string
  readonly targets: readonly FurtherTarget[]
  readonly unit: (typeof PRESET_UNITS)[number]
  /** A shop with fewer units than these in so many days is not scored. */
  readonly minimumVolume?: { readonly units: number; readonly days: number }
  readonly source: string
  /** Whether the figures were read in a text of the platform's own. */
  readonly verified: boolean
  readonly note: LocalName
}

const everyDay = (fromHour: number, toHour: number) => [
  { from: fromHour * 60, to: toHour * 60, weekdays: [1, 2, 3, 4, 5, 6, 7] },
]
const overWeek = { over: 'week' as const }

const answered = (share: number, seconds: number, rest: Partial<InstantTarget> = {}) =>
  ({ ...overWeek, ...rest, kind: 'answeredWithin', share, seconds }) as const
const replied = (share: number, seconds: number, rest: Partial<InstantTarget>) =>
  ({ ...overWeek, ...rest, kind: 'repliedWithin', share, seconds }) as const
const meanResponse = (seconds: number, rest: Partial<InstantTarget> = {}) =>
  ({ ...overWeek, ...rest, kind: 'meanResponse', seconds }) as const
const finished = (share: number, hours: number): DeferredTarget => ({
  ...overWeek,
  kind: 'finishedWithin',
  share,
  hours,
  clock: 'calendar',
})

const FROM_8_TO_23 = { window: everyDay(8, 23) }
const FROM_9_TO_23 = { window: everyDay(9, 23) }

const PLATFORMS: readonly PlatformPreset[] = [
  {
    id: 'douyin-feige-3min',
    platform: { 'zh-CN': '抖店飞鸽', en: 'Douyin Shop (Feige)' },
    name: { 'zh-CN': '飞鸽 3 分钟人工回复率', en: 'Feige: replied by a person within 3 minutes' },
    channels: ['chat'],
    versions: [
      {
        version: '2025-12',
        targets: [
          replied(0.9, 180, FROM_8_TO_23),
          { ...overWeek, ...FROM_8_TO_23, kind: 'presence', agents: 1, over: 'interval' },
        ],
        unit: 'round',
        source: 'xhstdz, milguo (2025-12), plnmw: pages about the shop experience score',
        verified: false,
        note: {
          'zh-CN':
            '计入体验分（服务占 35%），08:00-22:59 每一轮都算，也有页面说按会话计、漏一次即为 0；无人在线按 0 计。未见公开的及格线，90% 是规划假设。',
          en: 'Part of the experience score (service is 35 %). Every round from 08:00 to 22:59 counts, by some pages every conversation, with one miss counting as 0; nobody logged in counts as 0. No public cut-off is confirmed: the 90 % is an assumption to plan by.',
        },
      },
    ],
  },
  {
    id: 'taobao-3min',
    platform: { 'zh-CN': '淘宝/天猫', en: 'Taobao and Tmall' },
    name: { 'zh-CN': '旺旺 3 分钟人工响应率', en: 'Taobao: answered by a person within 3 minutes' },
    channels: ['chat'],
    versions: [
      {
        version: '2025',
        targets: [replied(0.9, 180, FROM_9_TO_23)],
        unit: 'round',
        minimumVolume: { units: 100, days: 30 },
        source: 'snsmcma: page about the service score',
        verified: false,
        note: {
          'zh-CN': '近 30 天按轮次计，不足 100 轮不考核；单日低于 40% 会限流。较早的页面写 08:00-24:00。',
          en: 'Rounds of the last 30 days; fewer than 100 are not scored; a day below 40 % costs traffic. An older page says 08:00 to 24:00.',
        },
      },
    ],
  },
  {
    id: 'jd-dongdong-30s',
    platform: { 'zh-CN': '京东咚咚', en: 'JD (Dongdong)' },
    name: { 'zh-CN': '咚咚 30 秒应答率与平均响应时间', en: 'Dongdong: answered within 30 seconds, and mean response' },
    channels: ['chat'],
    versions: [
      {
        version: '2024',
        validTo: '2025-08-31',
        targets: [
          meanResponse(40, {
            ...FROM_9_TO_23,
            exempt: [{ from: '2024-02-04', to: '2024-02-17', reason: 'Spring Festival 2024 / 2024 年春节' }],
          }),
        ],
        unit: 'firstEnquiry',
        source: '39zn, jiutoushe: pages about the older rule',
        verified: false,
        note: {
          'zh-CN': '旧规则：平均响应时间低于 40 秒；春节期间（2024-02-04 至 02-17）不计。',
          en: 'The older rule: mean response below 40 s; Spring Festival (2024-02-04 to 02-17) does not count.',
        },
      },
      {
        version: '2025-09',
        validFrom: '2025-09-01',
        targets: [answered(0.9, 30, FROM_9_TO_23), meanResponse(45, FROM_9_TO_23)],
        unit: 'firstEnquiry',
        source: 'uq8781.jingua168: page about the rule of 2025-09',
        verified: false,
        note: {
          'zh-CN':
            '首次咨询计，10 分钟无消息后算新会话；离线留言率每月须低于 50%。春节豁免每年另行公布，公布后请改用自定义目标，并在 plan.yaml 中填写豁免日期（exempt）。',
          en: 'First enquiries; a new session begins after 10 silent minutes; messages left while offline must stay below 50 % a month. The exemption of Spring Festival is announced each year: once it is, write targets of your own with exempt days in plan.yaml.',
        },
      },
    ],
  },
  {
    id: 'pinduoduo-3min',
    platform: { 'zh-CN': '拼多多', en: 'Pinduoduo' },
    name: { 'zh-CN': '拼多多 3 分钟人工回复率', en: 'Pinduoduo: replied by a person within 3 minutes' },
    channels: ['chat'],
    versions: [
      {
        version: 'unconfirmed',
        targets: [replied(0.9, 180, FROM_8_TO_23)],
        unit: 'round',
        source: 'cymth, gstsqh: pages that do not agree with each other',
        verified: false,
        note: {
          'zh-CN': '未确认：另有页面写 5 分钟（机器人也算）或 1 小时内有效回复。时段、3 分钟与 90% 均为规划假设。',
          en: 'Not confirmed: other pages say 5 minutes with the bot counting, or a valid reply within an hour. The hours, the 3 minutes and the 90 % are assumptions to plan by.',
        },
      },
    ],
  },
  {
    id: 'tiktok-shop-12h',
    platform: { 'zh-CN': 'TikTok Shop 东南亚', en: 'TikTok Shop, South-East Asia' },
    name: { 'zh-CN': 'TikTok Shop 12 小时回复率', en: 'TikTok Shop: answered within 12 hours' },
    channels: ['ticket'],
    versions: [
      {
        version: '2025-08-15',
        validFrom: '2025-08-15',
        targets: [finished(0.85, 12)],
        unit: 'conversation',
        source: 'seller-th.tiktok.com',
        verified: true,
        note: {
          'zh-CN': '近 30 天；机器人解决的会话与假期模式不计。平台计首次回复，这里按办结规划，因此更严。',
          en: 'The last 30 days; conversations that the bot solved and holiday mode do not count. The platform scores the first answer; planned here is the finished ticket, which is stricter.',
        },
      },
    ],
  },
  {
    id: 'tiktok-shop-us-24h',
    platform: { 'zh-CN': 'TikTok Shop 美国', en: 'TikTok Shop, United States' },
    name: { 'zh-CN': 'TikTok Shop 24 小时回复率', en: 'TikTok Shop: answered within 24 hours' },
    channels: ['ticket'],
    versions: [
      {
        version: '2026',
        targets: [finished(0.9, 24)],
        unit: 'conversation',
        source: 'eshoppick (2026), polici.net: pages about the policy',
        verified: false,
        note: {
          'zh-CN': '只计人工；低于 85% 会处罚。周末的咨询可在周一 12:00 前回复，这里不放宽，因此更严。',
          en: 'People only; below 85 % is sanctioned. Weekend messages may wait until Monday 12:00, which is not granted here: stricter.',
        },
      },
    ],
  },
]

/** A target that is no platform's, with one version that always holds. */
const customary = (
  id: string,
  name: LocalName,
  channels: PlatformPreset['channels'],
  target: FurtherTarget,
  origin: LocalName & object = {
    'zh-CN': '行业惯例，并非平台规则。',
    en: "Customary in the trade; no platform's rule.",
  },
): PlatformPreset => ({
  id,
  name,
  channels,
  versions: [
    {
      version: '1',
      targets: [target],
      unit: channels.includes('ticket') ? 'ticket' : 'conversation',
      source: 'customary in the trade',
      verified: false,
      note: origin,
    },
  ],
})

const DEADLINE_SHARE: LocalName & object = {
  'zh-CN': '行业惯例，并非平台规则；95% 是规划假设。',
  en: "Customary in the trade; no platform's rule. The 95 % is an assumption to plan by.",
}

const CUSTOMARY: readonly PlatformPreset[] = [
  customary('phone-80-20', { 'zh-CN': '电话 80/20', en: 'Phone 80/20' }, ['phone'], answered(0.8, 20)),
  customary('chat-80-30', { 'zh-CN': '在线 80/30', en: 'Chat 80/30' }, ['chat'], answered(0.8, 30)),
  customary('chat-90-60', { 'zh-CN': '在线 90/60', en: 'Chat 90/60' }, ['chat'], answered(0.9, 60)),
  customary(
    'first-response-30s',
    { 'zh-CN': '平均首响 30 秒', en: 'Mean first response 30 s' },
    ['phone', 'chat'],
    meanResponse(30),
  ),
  customary(
    'tickets-4h',
    { 'zh-CN': '邮件与工单 4 小时', en: 'Mail and tickets in 4 h' },
    ['ticket'],
    finished(0.95, 4),
    DEADLINE_SHARE,
  ),
  customary(
    'tickets-24h',
    { 'zh-CN': '邮件与工单 24 小时', en: 'Mail and tickets in 24 h' },
    ['ticket'],
    finished(0.95, 24),
    DEADLINE_SHARE,
  ),
  customary(
    'complaints-8h',
    { 'zh-CN': '投诉 8 小时', en: 'Complaints in 8 h' },
    ['ticket'],
    finished(0.95, 8),
    DEADLINE_SHARE,
  ),
]

export const PLATFORM_PRESETS: readonly PlatformPreset[] = [...PLATFORMS, ...CUSTOMARY]

/** @throws PlanningInputError when there is none of this id */
export function presetById(id: string): PlatformPreset {
  const preset = PLATFORM_PRESETS.find((known) => known.id === id)
  if (preset) return preset
  const ids = PLATFORM_PRESETS.map((known) => known.id)
  throw new PlanningInputError({ value: id, problem: 'is not a target preset', hint: `Use one of: ${ids.join(', ')}.` })
}

/** The targets that a preset stands for, of all its versions, each limited to the days on which its version holds. */
export const presetTargets = (preset: PlatformPreset): FurtherTarget[] =>
  preset.versions.flatMap(({ targets, validFrom, validTo, source }) =>
    targets.map((target) => ({
      ...target,
      source,
      ...(validFrom === undefined ? {} : { from: validFrom }),
      ...(validTo === undefined ? {} : { to: validTo }),
    })),
  )
