import type { Answer, WorkerTask } from './worker-task.ts'

/** What a task may ask and say while it is performed. */
export interface TaskTalk {
  readonly isStopped: () => boolean
  readonly ask: Answer
  readonly sayProgress: (progress: unknown) => void
}

/**
 * Performs a task in this process, which it may keep busy for minutes. Modules are loaded when they are asked for: reading
 * a plan does not need the solver.
 */
export async function performTask(
  task: WorkerTask,
  { isStopped, ask, sayProgress: onProgress }: TaskTalk,
): Promise<unknown> {
  switch (task.kind) {
    case 'describe':
      return (await import('./describe-plan.ts')).describePlan(task.files)
    case 'plan':
      return (await import('./plan-week.ts')).planWeek(task, { onProgress, isStopped, ask })
    case 'part':
      return (await import('./make-part.ts')).makePart(task, isStopped)
    case 'compare':
      return (await import('./compare-worker.ts')).planScenariosInTurn(task, () => nextPlace(ask), {
        onProgress,
        isStopped,
      })
    case 'detect':
      return (await import('./detect-received-file.ts')).detectReceivedFile(task.file, task.files)
    case 'readFile':
      return (await import('./read-received-file.ts')).readReceivedFile(task, ask, onProgress)
    case 'forecast':
      return (await import('./make-forecast.ts')).makeForecast(task.files, task.from, task.days)
    case 'overrides':
      return (await import('./plan-overrides.ts')).planOverrides(task.files)
    case 'changeOverrides':
      return (await import('./plan-overrides.ts')).changeOverrides(task.files, task.change)
    case 'scenarios':
      return (await import('./change-scenarios.ts')).storedScenarios(task.files)
    case 'changeScenarios':
      return (await import('./change-scenarios.ts')).changeScenarios(task.files, task.change)
    case 'targets':
      return (await import('./change-targets.ts')).storedTargets(task.files)
    case 'changeTargets':
      return (await import('./change-targets.ts')).changeTargets(task.files, task.change)
    case 'settings':
      return (await import('./change-settings.ts')).storedSettings(task.files)
    case 'changeSettings':
      return (await import('./change-settings.ts')).changeSettings(task.files, task.changes)
    case 'checkShiftMoves':
      return (await import('./check-shift-moves.ts')).checkShiftMoves(task)
    case 'watchDay':
      return (await import('./watch-day.ts')).watchDay(task)
    case 'suggestDay':
      return (await import('./suggest-day.ts')).suggestDay(task)
    case 'export':
      return (await import('./make-export.ts')).makeExport(task.files, task.request)
    case 'headcount':
      return (await import('./plan-headcount.ts')).planHeadcount(task.files, task.options, onProgress)
    case 'headcountFile':
      return (await import('./headcount-file.ts')).headcountFile(task.files, task.request)
    case 'accuracy':
      return (await import('./accuracy-report.ts')).accuracyReport(task.files, task.snapshots, ask)
  }
}

/** Of the scenarios to plan; undefined when none is left. */
async function nextPlace(ask: Answer): Promise<number | undefined> {
  const place = await ask('place')
  return place === undefined ? undefined : Number(place)
}
