import type { PlanSettingsReply } from '../../../server/contracts/settings.ts'

/** What a section is given: the settings, what is open of it, and how something else is opened. */
export interface SectionProps {
  readonly settings: PlanSettingsReply
  readonly item: string | undefined
  readonly onOpen: (item: string | undefined) => void
  /** Tells what has been saved, or removed. */
  readonly onDone: (name: string, how: 'saved' | 'removed') => void
}

/** Item of something that is about to be added; before an id, as a copy of what has it. No id begins so. */
export const ADDED = '+'
