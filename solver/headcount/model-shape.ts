import type { LinearModel } from '../lp/linear-model.ts'

/** A model and where its decisions stand; -1 where there is nothing to decide. */
export interface HeadcountModel {
  readonly model: LinearModel
  /** `[group][period]` */
  readonly hires: readonly (readonly number[])[]
  /** Number of classes, where they have a least size, `[group][period]`. */
  readonly classes: readonly (readonly number[])[]
  /** `[transfer][period]` */
  readonly transfers: readonly (readonly number[])[]
  /** `[group][week]` */
  readonly flexible: readonly (readonly number[])[]
  readonly overtime: readonly (readonly number[])[]
  /** `[external][place in its groups][week]` */
  readonly external: readonly (readonly (readonly number[])[])[]
  /** `[need][queue][week]` */
  readonly short: readonly (readonly (readonly number[])[])[]
  /** `[need][place in its groups][week]`; all -1 for needs that one group serves, which serves nothing else. */
  readonly served: readonly (readonly (readonly number[])[])[]
  /** Budget rows by period label, `total` for the plan's. */
  readonly budgetRows: ReadonlyMap<string, number>
  /** Money that is spent in any case. */
  readonly givenCost: number
}

/** Bounds that stand in the place of what the problem says, for what-ifs. */
export interface ModelChoices {
  /** Hires asked for before a day are these, `[group][period]`; later ones are free. */
  readonly askedBefore?: { readonly day: number; readonly hires: readonly (readonly number[])[] }
  /** Replaces the needs' cost of an hour short, `[need][queue]`. */
  readonly shortCost?: (need: number, queue: number, week: number) => number
}
