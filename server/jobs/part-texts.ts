import { createHash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import type { Requirement } from '../../solver/domain/plan-outputs.ts'
import type { OfferedPart, PartMade, PartSharing } from '../../solver/roster/share-parts.ts'
import type { PlanFiles } from './worker-task.ts'

/** What somebody must know of a part to make it, besides the plan's files and the options of its run. */
export interface PartGiven extends OfferedPart {
  readonly requirement: Requirement
  /** Of the files that the requirement is from: a plan may be changed while it is being planned. */
  readonly filesHash: string
}

/** What tells two states of a plan's files apart. */
export const hashOfFiles = (files: PlanFiles): string => createHash('sha256').update(serialize(files)).digest('hex')

/** Asks whoever started this process; `value` goes with the question. */
export type Ask = (key: string, value?: Uint8Array) => Promise<string | Uint8Array | undefined>

/** What the process that makes a plan asks about parts, by the first word of the key. */
export const PART_KEYS = { offer: 'offerParts', takeBack: 'takePartBack', made: 'partMade' } as const

/** Shares parts through the process that started this one, which answers as of `server/work/shared-parts.ts`. */
export const sharingBy = (ask: Ask, files: PlanFiles): PartSharing => ({
  offer: async (requirement, parts) => {
    await ask(
      PART_KEYS.offer,
      serialize(parts.map((part): PartGiven => ({ ...part, requirement, filesHash: hashOfFiles(files) }))),
    )
  },
  takeBack: async (place) => (await ask(`${PART_KEYS.takeBack} ${place}`)) !== undefined,
  made: async (place) => {
    const bytes = await ask(`${PART_KEYS.made} ${place}`)
    return bytes instanceof Uint8Array ? readPartMade(bytes) : undefined
  },
})

export const readOffer = (bytes: Uint8Array): Uint8Array[] =>
  (deserialize(bytes) as PartGiven[]).map((given) => serialize(given))
export const readPartGiven = (bytes: Uint8Array): PartGiven => deserialize(bytes) as PartGiven
export const partMadeBytes = (made: PartMade): Uint8Array => serialize(made)
const readPartMade = (bytes: Uint8Array): PartMade => deserialize(bytes) as PartMade
