import { parse as parseYaml } from 'yaml'
import { PLANNED_VOLUME_KEYS, QUEUE_TARGET_KEYS } from '../contracts/queue-targets.ts'

/** What `plan.yaml` says beside its targets, as one text; a text that cannot be read stays as it is. */
export function settingsWithoutTargets(text: string | undefined): string | undefined {
  try {
    const settings = parseYaml(text ?? '') as Record<string, unknown> & { queues: object[] }
    const queues = settings.queues.map((queue) => withoutKeys(queue, QUEUE_TARGET_KEYS))
    return JSON.stringify(withoutKeys({ ...settings, queues }, PLANNED_VOLUME_KEYS))
  } catch {
    return text
  }
}

const withoutKeys = (settings: object, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(settings).filter(([key]) => !keys.includes(key)))
