import type { CoverPart } from './cover-model.ts'

/**
 * Splits needs and people that share nothing, directly or through others. Each part keeps the order of the whole; queues
 * whom nobody serves make parts of their own.
 */
export function coverParts({ needs, classes }: CoverPart): CoverPart[] {
  const sets: Set<string>[] = needs.map(({ queueId }) => new Set([queueId]))
  for (const { skillShares } of classes) {
    const known = new Set(skillShares.flatMap(({ skills }) => skills.map(({ queueId }) => queueId)))
    const touched = sets.filter((set) => [...set].some((queueId) => known.has(queueId)))
    for (const other of touched.slice(1)) {
      for (const queueId of other) touched[0]!.add(queueId)
      sets.splice(sets.indexOf(other), 1)
    }
  }
  return sets.map((set) => ({
    needs: needs.filter(({ queueId }) => set.has(queueId)),
    classes: classes.filter(({ skillShares }) =>
      skillShares.some(({ skills }) => skills.some(({ queueId }) => set.has(queueId))),
    ),
  }))
}
