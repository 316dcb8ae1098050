import { createHash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import type { Requirement } from '../../solver/domain/requirement-outputs.ts'
import type { OfferedPart, PartMade, PartSharing } from '../../solver/roster/share-parts.ts'
import type { Answer, PlanFiles } from './worker-task.ts'

/** What somebody must know of a part to make it, besides the plan's files and the options of its run. */
export interface PartGiven extends OfferedPart {
  readonly requirement: Requirement
  /** Of the files that the requirement is from: a plan may be changed while it is being planned. */
  readonly filesHash: string
}

/** What the process that makes a plan asks about parts, by the first word of the key. */
export const PART_KEYS = { offer: 'offerParts', takeBack: 'takePartBack', made: 'partMade' } as const

/** Shares parts through the process that started this one, which answers as of `server/work/shared-parts.ts`. */
export const sharingBy = (ask: Answer, files: PlanFiles): PartSharing => ({
  offer: async (requirement, parts) => {
    const filesHash = hashOfFiles(files)
    // Each a text of its own, which whoever passes it on need not read.
    const given = parts.map((part) => serialize({ ...part, requirement, filesHash } satisfies PartGiven))
    await ask(PART_KEYS.offer, serialize(given))
  },
  takeBack: async (place) => (await ask(`${PART_KEYS.takeBack} ${place}`)) !== undefined,
  made: async (place) => {
    const bytes = await ask(`${PART_KEYS.made} ${place}`)
    return bytes instanceof Uint8Array ? readPartMade(bytes) : undefined
  },
})

/** What tells two states of a plan's files apart. */
export function hashOfFiles(files: PlanFiles): string {
  const hash = createHash('sha256')
  for (const [path, content] of files) hash.update(`${path}\0${content.length}\0${content}`)
  return hash.digest('hex')
}

export const readOffer = (bytes: Uint8Array): Uint8Array[] => deserialize(bytes) as Uint8Array[]
export const readPartGiven = (bytes: Uint8Array): PartGiven => deserialize(bytes) as PartGiven
export const partMadeBytes = (made: PartMade): Uint8Array => serialize(made)
const readPartMade = (bytes: Uint8Array): PartMade => deserialize(bytes) as PartMade
