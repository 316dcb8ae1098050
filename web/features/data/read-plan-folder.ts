import type { PlanFile } from '../../../server/contracts/plan.ts'
import type { PathedFile } from '../../components/file-drop.tsx'

const PLAN_FILE = /\.(ya?ml|csv|ics|md)$/i

/** Files of the browser's dialog with their paths below the chosen folder. */
export const withPaths = (files: readonly File[]): PathedFile[] =>
  files.map((file) => ({ file, path: file.webkitRelativePath || file.name }))

/** Whether files are a plan folder rather than exports to be brought into a plan. */
export const isPlanFolder = (files: readonly PathedFile[]): boolean =>
  files.some(({ path }) => path.split('/').at(-1) === 'plan.yaml')

/**
 * A chosen folder, or chosen files, as the files of a plan with paths relative to the folder that holds `plan.yaml`.
 * Files that are no part of a plan folder (and hidden ones) are left out.
 */
export async function readPlanFolder(files: readonly PathedFile[]): Promise<PlanFile[]> {
  const known = files.filter(
    ({ path }) => PLAN_FILE.test(path) && !path.split('/').some((part) => part.startsWith('.')),
  )
  const root = planRoot(known.map(({ path }) => path))
  const inside = known.filter(({ path }) => path.startsWith(root))
  return Promise.all(
    inside.map(async ({ file, path }) => ({ path: path.slice(root.length), content: await file.text() })),
  )
}

/** Folder of the outermost `plan.yaml`, with its slash; the chosen folder itself when there is none. */
export function planRoot(paths: readonly string[]): string {
  const settings = paths
    .filter((path) => path.split('/').at(-1) === 'plan.yaml')
    .sort((a, b) => a.split('/').length - b.split('/').length)
  const anchor = settings[0] ?? paths.find((path) => path.includes('/'))
  if (anchor === undefined) return ''
  return settings[0] === undefined ? anchor.slice(0, anchor.indexOf('/') + 1) : anchor.slice(0, -'plan.yaml'.length)
}
