import {
  type FurtherTarget,
  type QueueTargets,
  type TargetSettings,
  targetSettingsSchema,
} from '../../../server/contracts/queue-targets.ts'

export type TargetKind = FurtherTarget['kind']

/** Kinds of further targets that a queue may have. Later replies are those of a chat. */
export function kindsFor({ channel }: Pick<QueueTargets, 'channel'>): readonly TargetKind[] {
  if (channel === 'ticket') return ['finishedWithin']
  const kinds = ['answeredWithin', 'meanResponse', 'presence'] as const
  return channel === 'chat' ? [...kinds, 'repliedWithin'] : kinds
}

const FIRST_VALUES: { readonly [Kind in TargetKind]: FurtherTarget } = {
  answeredWithin: { kind: 'answeredWithin', share: 0.9, seconds: 60, over: 'day' },
  meanResponse: { kind: 'meanResponse', seconds: 30, over: 'day' },
  repliedWithin: { kind: 'repliedWithin', share: 0.9, seconds: 180, over: 'day' },
  presence: { kind: 'presence', agents: 1, over: 'interval' },
  finishedWithin: { kind: 'finishedWithin', share: 0.95, hours: 24, clock: 'calendar', over: 'week' },
}

export const newTarget = (kind: TargetKind): FurtherTarget => FIRST_VALUES[kind]

/** The target as one of another kind: when it counts stays, what it asks starts anew where it has no like. */
export function withKind(target: FurtherTarget, kind: TargetKind): FurtherTarget {
  const fresh = newTarget(kind)
  const likes = Object.entries(target).filter(([key]) => key !== 'kind' && (key in fresh || WHEN.includes(key)))
  return { ...fresh, ...Object.fromEntries(likes) } as FurtherTarget
}

const WHEN = ['window', 'from', 'to', 'exempt', 'source']

/** A target with a part changed; a part that is undefined is left out. */
export function withPart(target: FurtherTarget, part: Readonly<Record<string, unknown>>): FurtherTarget {
  const all = Object.entries({ ...target, ...part }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(all) as FurtherTarget
}

/** Places of a draft that cannot be saved as they are, such as `target.serviceLevelTarget` or `targets.0.seconds`. */
export function invalidPlaces(draft: TargetSettings): ReadonlySet<string> {
  const read = targetSettingsSchema.safeParse(draft)
  const places = read.success ? [] : read.error.issues.map(({ path }) => path.join('.'))
  const reversed = draft.targets.flatMap(({ from, to }, index) =>
    from !== undefined && to !== undefined && to < from ? [`targets.${index}.to`] : [],
  )
  return new Set([...places, ...reversed])
}

/** Whether two settings say the same, whatever the order in which they say it. */
export const isSame = (one: unknown, other: unknown): boolean => ordered(one) === ordered(other)

const ordered = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
