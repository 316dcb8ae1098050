/** A contact as every export is understood, whatever system it comes from. Times are epoch milliseconds. */
export interface Contact {
  /** Identity within the source: its id, or its whole row where the file has no ids. */
  readonly key: string
  readonly queueId: string
  readonly createdAtMs: number
  /** NaN when the source does not say. */
  readonly updatedAtMs: number
  /** Work on it, seconds; NaN when not recorded. */
  readonly effortSeconds: number
  /** Wall-clock length of the conversation, seconds; NaN when not recorded or not a conversation. */
  readonly sessionSeconds: number
  /** Customer and order (or queue), for telling repeats; '' when the source does not say. */
  readonly repeatKey: string
  /** '' when the source does not say. */
  readonly agent: string
  readonly isBotOnly: boolean
}
