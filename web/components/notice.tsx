import type { ReactNode } from 'react'
import type { Tone } from './answer.tsx'

interface NoticeProps {
  readonly title: string
  readonly tone?: Tone
  readonly children?: ReactNode
}

/** What stands where a view cannot: nothing yet, gone wrong, stopped. */
export function Notice({ title, tone = 'plain', children }: NoticeProps) {
  return (
    <section className="notice" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <h1>{title}</h1>
      {children}
    </section>
  )
}
