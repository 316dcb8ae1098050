import type { ReactNode } from 'react'

/** Head of a view: its question, and the answer in one sentence with numbers. */
export function Answer({ question, tone, children }: { question: string; tone?: Tone; children: ReactNode }) {
  return (
    <header className="answer" data-tone={tone ?? 'plain'}>
      <p className="answer-question">{question}</p>
      <h1>{children}</h1>
    </header>
  )
}

export type Tone = 'plain' | 'good' | 'warn' | 'bad'
