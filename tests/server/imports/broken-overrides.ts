import { type BrokenPlan, replaced } from './broken-plan.ts'

const HEADER = 'id,queue,start,end,kind,value,author,reason,created_at'
const GOOD = 'o1,chat,2026-11-10T09:00,2026-11-10T19:00,multiply,1.2,lee,big launch,2026-11-01T08:00:00Z'
const overrides = (...rows: string[]) => ({ 'overrides.csv': `${HEADER}\n${rows.join('\n')}\n` })
const changed = (from: string, to: string) => {
  if (!GOOD.includes(from)) throw new Error(`the row does not contain ${from}`)
  return overrides(GOOD.replace(from, () => to))
}
const like = (analogy: string) =>
  replaced('plan.yaml', '  - id: tickets\n', `  - id: tickets\n    analogy: ${analogy}\n`)
const broken = (changes: BrokenPlan['changes'], message: string): BrokenPlan => ({ changes, message })

/** Every way of breaking a planner's overrides, or a queue's analogy, that the reader must name. */
export const BROKEN_OVERRIDES: Readonly<Record<string, BrokenPlan>> = {
  'overrides without a reason column': broken(
    { 'overrides.csv': `${HEADER.replace('reason,', '')}\n` },
    `overrides.csv row 1, column reason: the column is missing. The columns found are: ${HEADER.replace('reason,', '').replaceAll(',', ', ')}.`,
  ),
  'an override of an unknown queue': broken(
    changed('chat', 'chta'),
    'overrides.csv row 2, column queue: "chta" is not a queue of plan.yaml. Maybe you meant "chat".',
  ),
  'two overrides of one id': broken(
    overrides(GOOD, GOOD),
    'overrides.csv row 3, column id: "o1" is the id of row 2 too. Give every override an id of its own.',
  ),
  'an override without an id': broken(
    changed('o1', ''),
    'overrides.csv row 2, column id: "" is not an id (letters, digits, ".", "_" and "-", at most 64). Give every override an id of its own.',
  ),
  'an override of an unknown kind': broken(
    changed('multiply', 'multipy'),
    'overrides.csv row 2, column kind: "multipy" is not a kind of override. Maybe you meant "multiply".',
  ),
  'an override in words': broken(
    changed('1.2', 'more'),
    'overrides.csv row 2, column value: "more" is not a number. Write a factor from 0 to 1000, such as 1.2 for a fifth more.',
  ),
  'a negative factor': broken(
    changed('1.2', '-1.2'),
    'overrides.csv row 2, column value: "-1.2" is negative, which multiply cannot be. Write a factor from 0 to 1000, such as 1.2 for a fifth more.',
  ),
  'a percentage for a factor': broken(
    changed('1.2', '120000'),
    'overrides.csv row 2, column value: "120000" is too large. Write a factor from 0 to 1000, such as 1.2 for a fifth more.',
  ),
  'a negative replacement': broken(
    changed('multiply,1.2', 'replace,-1'),
    'overrides.csv row 2, column value: "-1" is negative, which replace cannot be. Write contacts of the whole span, from 0 to 10 million.',
  ),
  'an addition beyond arithmetic': broken(
    changed('multiply,1.2', 'add,-1e30'),
    'overrides.csv row 2, column value: "-1e30" is too large. Write contacts of the whole span, such as 150, or -150 for fewer.',
  ),
  'an override that ends before it starts': broken(
    changed('10T19:00', '10T08:00'),
    'overrides.csv row 2, column end: "2026-11-10T08:00" is not after the start 2026-11-10T09:00. Check both; an end after midnight is on the next date.',
  ),
  'an override at no time': broken(
    changed('2026-11-10T09:00', 'tomorrow'),
    'overrides.csv row 2, column start: "tomorrow" is not a time. Write local time as 2026-11-09T08:00, with an offset such as +08:00 where it is not local.',
  ),
  'an override by nobody': broken(
    changed('lee', ''),
    'overrides.csv row 2, column author: "" is empty. Say who overrides the forecast, and why.',
  ),
  'an override for nothing': broken(
    changed('big launch', ' '),
    'overrides.csv row 2, column reason: "" is empty. Say who overrides the forecast, and why.',
  ),
  'an override made at no time': broken(
    changed('2026-11-01T08:00:00Z', 'lately'),
    'overrides.csv row 2, column created_at: "lately" is not a time. Write local time as 2026-11-09T08:00, with an offset such as +08:00 where it is not local.',
  ),
  'an analogy with an unknown queue': broken(
    like('{ queue: caht, scale: 1 }'),
    'plan.yaml row 17, column queues[1].analogy.queue: "caht" is not a queue. Maybe you meant "chat".',
  ),
  'an analogy with itself': broken(
    like('{ queue: tickets, scale: 1 }'),
    'plan.yaml row 17, column queues[1].analogy.queue: "tickets" is the queue itself. Name a queue that has history.',
  ),
  'an analogy with an analogy': broken(
    {
      'plan.yaml': like('{ queue: chat, scale: 1 }')['plan.yaml']!.replace(
        '  - id: chat\n',
        '  - id: chat\n    analogy: { queue: tickets, scale: 2 }\n',
      ),
    },
    [
      'plan.yaml row 9, column queues[0].analogy.queue: "tickets" is itself forecast by analogy. Name a queue that has history.',
      'plan.yaml row 18, column queues[1].analogy.queue: "chat" is itself forecast by analogy. Name a queue that has history.',
    ].join('\n'),
  ),
}
