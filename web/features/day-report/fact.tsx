interface FactProps {
  readonly name: string
  readonly value: string
  readonly note?: string | undefined
  readonly tone?: 'bad' | undefined
}

/** A figure with what it is and what it stands beside; of a list `dl`. */
export function Fact({ name, value, note, tone }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-tone={tone}>
        {value}
        {note !== undefined && <small>{note}</small>}
      </dd>
    </div>
  )
}

/** What is not known is not zero. */
export const known = (value: number | null, words: (value: number) => string): string =>
  value === null ? '–' : words(value)
