import { expect } from 'vitest'
import type { Run } from '../../server/contracts/run.ts'
import type { TidelineServer } from './tideline-server.ts'

const ASK_EVERY_MS = 300

/** Asks a server's API as another system would. @param server of the test, once it has started */
export function serverApi(server: () => Pick<TidelineServer, 'address'>) {
  const get = async <Reply>(path: string): Promise<Reply> =>
    (await (await fetch(`${server().address}/api${path}`)).json()) as Reply

  const post = async <Reply>(path: string, body: unknown): Promise<Reply> => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${server().address}/api${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    expect(response.ok, await response.clone().text()).toBe(true)
    return (await response.json()) as Reply
  }

  /** @throws Error when it does not succeed */
  const ended = async ({ id }: Run): Promise<Run> => {
    for (;;) {
      const now = await get<Run>(`/runs/${id}`)
      if (now.state === 'succeeded') return now
      if (now.state !== 'queued' && now.state !== 'running') throw new Error(`the run ended as ${now.state}`)
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
    }
  }

  /** Over whatever stands against it. */
  const publish = async ({ id, report }: Run): Promise<void> => {
    const blockers = report!.gate!.blockers.map((blocker) => blocker.id)
    const override = blockers.length > 0 ? { override: { blockers, reason: 'Shown in tests' } } : {}
    await post(`/runs/${id}/publication`, override)
  }

  return { get, post, ended, publish }
}
