import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlanSettingsReply, SettingsChange } from '../../../server/contracts/settings.ts'
import { ApiError } from '../../lib/api.ts'
import { changeSettings, settingsQuery } from '../../lib/settings-queries.ts'
import { usePlan } from '../../lib/workspace.ts'
import { type Editing, isSame, type PlacedChange, type Problem, problemsOf } from './draft.ts'

/** Somebody else changed, or removed, the very thing that was being edited. */
class Overtaken<Draft> extends Error {
  readonly settings: PlanSettingsReply
  readonly theirs: Draft | undefined

  constructor(settings: PlanSettingsReply, theirs: Draft | undefined) {
    super('overtaken')
    this.settings = settings
    this.theirs = theirs
  }
}

const RETRIES = 3

/**
 * A draft of something of the settings. A save that comes after somebody else's is sent again when theirs left this thing
 * alone: the server then checks both together. Otherwise both are kept until a person chooses.
 */
export function useItemForm<Draft>(
  settings: PlanSettingsReply,
  editing: Editing<Draft>,
  first: Draft,
  onDone: (how: 'saved' | 'removed') => void,
) {
  const [seen, setSeen] = useState({ settings, value: editing.read(settings) })
  const [draft, setDraft] = useState(first)
  const [conflict, setConflict] = useState<{ settings: PlanSettingsReply; theirs: Draft | undefined }>()
  const send = useSend(editing, seen.value)
  const save = useMutation({
    mutationFn: (base: PlanSettingsReply) => send(base, (now) => editing.changes(draft, now)),
    onSuccess: () => onDone('saved'),
    onError: (error) => error instanceof Overtaken && setConflict(error),
  })
  const remove = useMutation({
    mutationFn: (base: PlanSettingsReply) =>
      send(base, (now) => (editing.removal?.(now) ?? []).map((change) => ({ change, place: '' }))),
    onSuccess: () => onDone('removed'),
    onError: (error) => error instanceof Overtaken && setConflict(error),
  })
  const error = [save.error, remove.error].find((each) => each && !(each instanceof Overtaken)) ?? null
  return {
    ...{ draft, setDraft, conflict, error },
    problems: problemsIn(error, () => editing.changes(draft, seen.settings)),
    isDirty: !isSame(draft, seen.value ?? first),
    isNew: seen.value === undefined,
    isBusy: save.isPending || remove.isPending,
    save: () => save.mutate(seen.settings),
    remove: () => remove.mutate(seen.settings),
    /** Settles a conflict: what they have takes the place of the draft, or is what the draft is made against. */
    settle: (whose: 'theirs' | 'mine') => {
      if (!conflict) return
      setSeen({ settings: conflict.settings, value: conflict.theirs })
      if (whose === 'theirs' && conflict.theirs !== undefined) setDraft(conflict.theirs)
      setConflict(undefined)
      save.reset()
      remove.reset()
    },
  }
}

function useSend<Draft>(editing: Editing<Draft>, seen: Draft | undefined) {
  const { id: planId } = usePlan()
  const client = useQueryClient()
  const query = settingsQuery(planId)
  return async (base: PlanSettingsReply, changesIn: (now: PlanSettingsReply) => readonly PlacedChange[]) => {
    let now = base
    for (let left = RETRIES; ; left--) {
      try {
        await storeChanges(
          now,
          changesIn(now).map(({ change }) => change),
        )
        return
      } catch (error) {
        if (!(error instanceof ApiError && error.code === 'conflict') || left === 0) throw error
        now = await client.fetchQuery({ ...query, staleTime: 0 })
        const theirs = editing.read(now)
        if (!isSame(theirs, seen)) throw new Overtaken(now, theirs)
      }
    }
  }

  async function storeChanges(now: PlanSettingsReply, changes: readonly SettingsChange[]) {
    if (changes.length === 0) return
    const stored = await changeSettings(planId, { expectedRevision: now.revision, changes: [...changes] })
    client.setQueryData(query.queryKey, stored)
    // Names, targets, scenarios: everything that is told of the plan elsewhere.
    void client.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] === 'plans' && queryKey[2] !== 'settings' && queryKey[2] !== 'runs',
    })
  }
}

function problemsIn(error: Error | null, changes: () => readonly PlacedChange[]): readonly Problem[] {
  return error instanceof ApiError && error.issues.length > 0 ? problemsOf(error.issues, changes()) : []
}
