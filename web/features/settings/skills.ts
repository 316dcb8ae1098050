/** `queue:proficiency|queue` of employees.csv, by queue; 1 where none is written. */
export function skillsFrom(text: string): Map<string, string> {
  const items = text
    .split('|')
    .map((item) => item.trim())
    .filter((item) => item !== '')
  return new Map(
    items.map((item) => {
      const [queue = '', proficiency = '1'] = item.split(':').map((part) => part.trim())
      return [queue, proficiency]
    }),
  )
}

export const skillsText = (skills: ReadonlyMap<string, string>): string =>
  [...skills].map(([queue, proficiency]) => `${queue}:${proficiency}`).join('|')

/** Words of a cell joined by "|". */
export const wordsFrom = (text: string): string[] =>
  text
    .split('|')
    .map((word) => word.trim())
    .filter((word) => word !== '')
