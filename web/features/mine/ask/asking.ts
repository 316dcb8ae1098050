/** What the reader is about to ask for. */
export type Asking =
  | {
      readonly kind: 'days'
      /** Local dates, in any order. */
      readonly days: readonly string[]
    }
  | { readonly kind: 'swap'; readonly shift: { readonly id: string; readonly start: string; readonly end: string } }
