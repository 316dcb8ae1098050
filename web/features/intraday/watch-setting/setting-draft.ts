import {
  type LadderStep,
  type WatchSettingContent,
  watchSettingContentSchema,
} from '../../../../server/contracts/watch-setting.ts'

/** A setting as its form has it: addresses as they are written, one after the other. */
export interface SettingDraft extends Omit<WatchSettingContent, 'ladder' | 'dailyReport'> {
  readonly ladder: readonly (Omit<LadderStep, 'mails'> & { readonly key: number; readonly mails: string })[]
  readonly dailyReport:
    | (Omit<NonNullable<WatchSettingContent['dailyReport']>, 'mails'> & { readonly mails: string })
    | null
}

export function draftOf({ ladder, dailyReport, ...content }: WatchSettingContent): SettingDraft {
  return {
    ...content,
    ladder: ladder.map((step, key) => ({ ...step, key, mails: step.mails.join('\n') })),
    dailyReport: dailyReport && { ...dailyReport, mails: dailyReport.mails.join('\n') },
  }
}

/** Written with line breaks, commas or semicolons between them, Chinese ones as well. */
export const addressesIn = (text: string): string[] => text.split(/[\s,;，；、]+/).filter((part) => part !== '')

export function contentOf({ ladder, dailyReport, ...draft }: SettingDraft): WatchSettingContent {
  return {
    ...draft,
    ladder: ladder.map(({ key: _, ...step }) => ({ ...step, mails: addressesIn(step.mails) })),
    dailyReport: dailyReport && { ...dailyReport, mails: addressesIn(dailyReport.mails) },
  }
}

/** Fields that cannot be saved as they are: `limits.belowTarget`, `ladder.1.mails`. */
export interface DraftProblems {
  readonly places: ReadonlySet<string>
  /** What is written there and is no address, by place. */
  readonly badAddresses: ReadonlyMap<string, string>
}

/** By the rules that the server keeps. */
export function problemsOf(draft: SettingDraft): DraftProblems {
  const content = contentOf(draft)
  const { error } = watchSettingContentSchema.safeParse(content)
  const places = new Set<string>()
  const badAddresses = new Map<string, string>()
  for (const { path } of error?.issues ?? []) {
    const at = path.indexOf('mails')
    const place = (at < 0 ? path : path.slice(0, at + 1)).join('.')
    places.add(place)
    const number = path[at + 1]
    if (at < 0 || typeof number !== 'number') continue
    const { mails = [] } = path[0] === 'ladder' ? (content.ladder[Number(path[1])] ?? {}) : (content.dailyReport ?? {})
    if (!badAddresses.has(place)) badAddresses.set(place, mails[number] ?? '')
  }
  return { places, badAddresses }
}
