/** What can be done during a day, in the order in which it is tried: what costs nothing first. */
export const SUGGESTION_KINDS = [
  'moveBreak',
  'openSkill',
  'overflow',
  'moveActivity',
  'callback',
  'botShare',
  'extendShift',
  'callIn',
  'releaseEarly',
] as const
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number]
