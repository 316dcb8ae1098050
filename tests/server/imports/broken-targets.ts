import { type BrokenPlan, replaced } from './broken-plan.ts'

const plan = (from: string, to: string) => replaced('plan.yaml', from, to)

/** Lines added to the chat queue, from row 15 of plan.yaml on. */
const chat = (...lines: string[]) =>
  plan('    concurrencyGain: 1.6\n', ['concurrencyGain: 1.6', ...lines].map((line) => `    ${line}\n`).join(''))
/** The same in the place of `concurrencyGain`, from row 15 on. */
const chatWithoutGain = (...lines: string[]) =>
  plan('    concurrencyGain: 1.6\n', lines.map((line) => `    ${line}\n`).join(''))
/** The chat queue as a phone queue, with lines from row 14 on. */
const phone = (...lines: string[]) => ({
  'plan.yaml': replaced('plan.yaml', '    concurrency: 2\n    concurrencyGain: 1.6\n', lines.join(''))[
    'plan.yaml'
  ]!.replace('channel: chat', 'channel: phone'),
})
/** Lines added to the ticket queue, from row 21 on. */
const tickets = (...lines: string[]) =>
  plan('deadlineClock: open }\n', `deadlineClock: open }\n${lines.map((line) => `    ${line}\n`).join('')}`)
/** Lines added to the plan, from row 7 on. */
const settings = (...lines: string[]) => plan('queues:\n', `${lines.map((line) => `${line}\n`).join('')}queues:\n`)

/** A second chat queue and a phone queue, for pools; the pools stand from row 7 on. */
const pools = (...lines: string[]) => {
  const more = (id: string, rest: string) =>
    `  - { id: ${id}, openHours: [{ from: "09:00", to: "19:00" }], ahtSeconds: 300, target: { serviceLevelTarget: 0.8, answerWithinSeconds: 60 }, ${rest} }\n`
  const queues = `${more('vip', 'channel: chat, concurrency: 2, concurrencyGain: 1.6')}${more('hotline', 'channel: phone')}${more('careful', 'channel: chat')}`
  const withQueues = plan('groups:\n', `${queues}groups:\n`)['plan.yaml']!
  return {
    'plan.yaml': withQueues.replace('queues:\n', `pools:\n${lines.map((line) => `  - ${line}\n`).join('')}queues:\n`),
  }
}

/** Every way of breaking targets, pools, overflow and shrinkage, with the whole of what is said. */
export const BROKEN_TARGETS: Readonly<Record<string, BrokenPlan>> = {
  'unknown preset': {
    changes: chat('presets: [chat-80-20]'),
    message:
      'plan.yaml row 16, column queues[0].presets[0]: "chat-80-20" is not a target preset. Maybe you meant "chat-80-30".',
  },
  'a preset like none': {
    changes: tickets('presets: [whatsapp]'),
    message:
      'plan.yaml row 21, column queues[1].presets[0]: "whatsapp" is not a target preset. Use one of: tiktok-shop-12h, tiktok-shop-us-24h, tickets-4h, tickets-24h, complaints-8h.',
  },
  'preset for another channel': {
    changes: chat('presets: [chat-80-30, tiktok-shop-12h]'),
    message:
      'plan.yaml row 16, column queues[0].presets[1]: "tiktok-shop-12h" is a preset for ticket queues, and this one is a chat queue. Use one of: douyin-feige-3min, taobao-3min, jd-dongdong-30s, pinduoduo-3min, chat-80-30, chat-90-60, first-response-30s.',
  },
  'preset for chat on the phone': {
    changes: phone('    presets: [taobao-3min]\n'),
    message:
      'plan.yaml row 14, column queues[0].presets[0]: "taobao-3min" is a preset for chat queues, and this one is a phone queue. Use one of: phone-80-20, first-response-30s.',
  },
  'preset twice': {
    changes: chat('presets: [chat-80-30, chat-80-30]'),
    message: 'plan.yaml row 16, column queues[0].presets[1]: "chat-80-30" stands twice among the presets. Remove one.',
  },
  'preset that is scored while the queue is closed': {
    changes: chat('presets: [jd-dongdong-30s]'),
    message:
      'plan.yaml row 16, column queues[0].presets[0]: "jd-dongdong-30s" is scored while the queue is closed, on Monday from 19:00 to 23:00. Open the queue then (openHours), or take the preset out and write targets of your own.',
  },
  'preset that is scored on a day off': {
    changes: {
      'plan.yaml': chat('presets: [jd-dongdong-30s]')['plan.yaml']!.replace(
        '{ from: "09:00", to: "19:00" }',
        '{ from: "09:00", to: "24:00", weekdays: [1, 2, 3, 4, 5, 6] }',
      ),
    },
    message:
      'plan.yaml row 16, column queues[0].presets[0]: "jd-dongdong-30s" is scored while the queue is closed, on Sunday from 09:00 to 23:00. Open the queue then (openHours), or take the preset out and write targets of your own.',
  },
  'preset on replies without turns, and closed': {
    changes: chat('presets: [douyin-feige-3min]'),
    message: [
      'plan.yaml row 16, column queues[0].presets[0]: "douyin-feige-3min" is about every reply, and how a chat of this queue goes back and forth is not known. Add turns: { replySeconds: ..., customerSeconds: ... } to the queue in the place of concurrencyGain, or use answeredWithin.',
      'plan.yaml row 16, column queues[0].presets[0]: "douyin-feige-3min" is scored while the queue is closed, on Monday from 08:00 to 09:00. Open the queue then (openHours), or take the preset out and write targets of your own.',
    ].join('\n'),
  },
  'replies without turns': {
    changes: chat('targets: [{ kind: repliedWithin, share: 0.9, seconds: 180 }]'),
    message:
      'plan.yaml row 16, column queues[0].targets[0].kind: "repliedWithin" is about every reply, and how a chat of this queue goes back and forth is not known. Add turns: { replySeconds: ..., customerSeconds: ... } to the queue in the place of concurrencyGain, or use answeredWithin.',
  },
  'replies on the phone': {
    changes: phone('    targets: [{ kind: repliedWithin, share: 0.9, seconds: 180 }]\n'),
    message:
      'plan.yaml row 14, column queues[0].targets[0].kind: "repliedWithin" is about the replies of a chat, and a phone call has none. Use answeredWithin for a phone queue.',
  },
  'turns beside a gain': {
    changes: chat('turns: { replySeconds: 30, customerSeconds: 60 }'),
    message:
      'plan.yaml row 15, column queues[0].concurrencyGain: "1.6" contradicts turns, from which the gain of several chats at once follows. Remove concurrencyGain, or remove turns.',
  },
  'a reply longer than the chat': {
    changes: chatWithoutGain('turns: { replySeconds: 301, customerSeconds: 60 }'),
    message:
      'plan.yaml row 15, column queues[0].turns.replySeconds: "301" is more than the 300 s that the whole chat takes (ahtSeconds). Give an agent\'s time for a single reply.',
  },
  'replies later than any agent gives them': {
    changes: chatWithoutGain(
      'turns: { replySeconds: 30, customerSeconds: 40 }\n    targets: [{ kind: repliedWithin, share: 0.9, seconds: 60 }]',
    ),
    message:
      'plan.yaml row 16, column queues[0].targets[0].kind: "repliedWithin" asks 90 % of replies within 60 s, and with replies of 30 s an agent with a single chat gives 86.5 %. Ask for a smaller share or allow more seconds, or correct turns.replySeconds.',
  },
  'turns of no time': {
    changes: chatWithoutGain('turns: { replySeconds: 0, customerSeconds: 60 }'),
    message: 'plan.yaml row 15, column queues[0].turns.replySeconds: "0" is too small. Use more than 0.',
  },
  'target of tickets on a chat': {
    changes: chat('targets: [{ kind: finishedWithin, share: 0.9, hours: 4 }]'),
    message:
      'plan.yaml row 16, column queues[0].targets[0].kind: "finishedWithin" is not a known kind. Use one of: answeredWithin, meanResponse, repliedWithin, presence.',
  },
  'target of a chat on tickets': {
    changes: tickets('targets: [{ kind: answeredWithin, share: 0.9, seconds: 30 }]'),
    message: [
      'plan.yaml row 21, column queues[1].targets[0].kind: "answeredWithin" is not a known value. Use one of: finishedWithin.',
      'plan.yaml row 21, column queues[1].targets[0].hours: the setting is missing. Add it (a number).',
      'plan.yaml row 21, column queues[1].targets[0].seconds: "30" is not a known setting. Use one of: kind, share, window, from, to, exempt, over, source, agents, hours, clock.',
    ].join('\n'),
  },
  'further target of certainty': {
    changes: chat('targets: [{ kind: answeredWithin, share: 1, seconds: 30 }]'),
    message:
      'plan.yaml row 16, column queues[0].targets[0].share: "1" can never be reached with certainty; use a share below 1 such as 0.95. Use less than 1.',
  },
  'further target of nothing': {
    changes: chat('targets: [{ kind: answeredWithin, share: 0, seconds: 30 }]'),
    message: 'plan.yaml row 16, column queues[0].targets[0].share: "0" is too small. Use more than 0.',
  },
  'negative seconds': {
    changes: chat('targets: [{ kind: answeredWithin, share: 0.9, seconds: -1 }]'),
    message: 'plan.yaml row 16, column queues[0].targets[0].seconds: "-1" is too small. Use at least 0.',
  },
  'mean response of no time': {
    changes: chat('targets: [{ kind: meanResponse, seconds: 0 }]'),
    message: 'plan.yaml row 16, column queues[0].targets[0].seconds: "0" is too small. Use more than 0.',
  },
  'presence of nobody': {
    changes: chat('targets: [{ kind: presence, agents: 0 }]'),
    message: 'plan.yaml row 16, column queues[0].targets[0].agents: "0" is too small. Use at least 1.',
  },
  'presence of half a person': {
    changes: chat('targets: [{ kind: presence, agents: 1.5 }]'),
    message: 'plan.yaml row 16, column queues[0].targets[0].agents: "1.5" is of the wrong type. Write a whole number.',
  },
  'presence of a city': {
    changes: chat('targets: [{ kind: presence, agents: 1000000 }]'),
    message: 'plan.yaml row 16, column queues[0].targets[0].agents: "1000000" is too large. Use at most 1000.',
  },
  'target that ends before it begins': {
    changes: chat('targets: [{ kind: presence, agents: 1, from: 2026-11-12, to: 2026-11-11 }]'),
    message:
      'plan.yaml row 16, column queues[0].targets[0].to: "2026-11-11" is before 2026-11-12. Both dates are included; write the later one here.',
  },
  'exemption that ends before it begins': {
    changes: chat(
      'targets: [{ kind: presence, agents: 1, exempt: [{ from: 2027-02-10, to: 2027-02-04, reason: Spring Festival }] }]',
    ),
    message:
      'plan.yaml row 16, column queues[0].targets[0].exempt[0].to: "2027-02-04" is before 2027-02-10. Both dates are included; write the later one here.',
  },
  'target from a day that is none': {
    changes: chat('targets: [{ kind: presence, agents: 1, from: 2026-02-30 }]'),
    message:
      'plan.yaml row 16, column queues[0].targets[0].from: "2026-02-30" is not a calendar date such as 2026-11-09. Correct it.',
  },
  'window that never counts': {
    changes: chat('targets:', '  - { kind: presence, agents: 1, window: [{ from: "20:00", to: "22:00" }] }'),
    message:
      'plan.yaml row 17, column queues[0].targets[0].window: never counts: the queue is closed in all of it. Move the window into openHours, or leave it out: a target counts while the queue is open.',
  },
  'window off the grid': {
    changes: chat('targets:', '  - { kind: presence, agents: 1, window: [{ from: "09:30", to: "11:00" }] }'),
    message:
      'plan.yaml row 17, column queues[0].targets[0].window[0].from: "09:30" is off the grid of 60-minute intervals. Use a multiple of 60 minutes, or a smaller intervalMinutes.',
  },
  'further deadline shorter than the work': {
    changes: tickets('targets: [{ kind: finishedWithin, share: 0.9, hours: 0.1 }]'),
    message:
      'plan.yaml row 21, column queues[1].targets[0].hours: "0.1" can never be met: handling one ticket takes 600 s. Allow more hours or lower ahtSeconds.',
  },
  'pool of an unknown queue': {
    changes: pools('{ id: line, queues: [chat, wip] }'),
    message: 'plan.yaml row 8, column pools[0].queues[1]: "wip" is not a queue. Maybe you meant "vip".',
  },
  'pool with tickets': {
    changes: pools('{ id: line, queues: [chat, tickets] }'),
    message:
      'plan.yaml row 8, column pools[0].queues[1]: "tickets" is a ticket queue, and only queues answered at once stand in line. Take it out: whoever has the skill works tickets whenever nobody is waiting.',
  },
  'queue in two pools': {
    changes: pools('{ id: line, queues: [chat, vip] }', '{ id: other, queues: [vip, chat] }'),
    message: [
      'plan.yaml row 9, column pools[1].queues[0]: "vip" is already in pool "line". Keep the queue in one of the two.',
      'plan.yaml row 9, column pools[1].queues[1]: "chat" is already in pool "line". Keep the queue in one of the two.',
    ].join('\n'),
  },
  'queue twice in a pool': {
    changes: pools('{ id: line, queues: [chat, chat] }'),
    message: 'plan.yaml row 8, column pools[0].queues[1]: "chat" stands twice in the pool. Remove one.',
  },
  'pool of one queue': {
    changes: pools('{ id: line, queues: [chat] }'),
    message: 'plan.yaml row 8, column pools[0].queues: is too short. Use at least 2 items.',
  },
  'pool of phone and chat': {
    changes: pools('{ id: line, queues: [chat, hotline] }'),
    message:
      'plan.yaml row 8, column pools[0].queues[1]: "hotline" is a phone queue, and "chat" of the same pool is a chat queue. Pool queues of one channel and concurrency, or make a pool for each kind.',
  },
  'pool of chats held differently': {
    changes: pools('{ id: line, queues: [chat, careful] }'),
    message:
      'plan.yaml row 8, column pools[0].queues[1]: "careful" has concurrency 1, and "chat" of the same pool has 2. Pool queues of one channel and concurrency, or make a pool for each kind.',
  },
  'pool twice': {
    changes: pools('{ id: line, queues: [chat, vip] }', '{ id: line, queues: [careful, hotline] }'),
    message: [
      'plan.yaml row 9, column pools[1].id: "line" stands twice among the pools. Give one of the two another id.',
      'plan.yaml row 9, column pools[1].queues[1]: "hotline" is a phone queue, and "careful" of the same pool is a chat queue. Pool queues of one channel and concurrency, or make a pool for each kind.',
    ].join('\n'),
  },
  'overflow to an unknown group': {
    changes: chat('overflow: [{ group: cares, afterSeconds: 60 }]'),
    message: 'plan.yaml row 16, column queues[0].overflow[0].group: "cares" is not a group. Maybe you meant "care".',
  },
  'overflow to a group twice': {
    changes: chat('overflow: [{ group: care, afterSeconds: 60 }, { group: care, afterSeconds: 90 }]'),
    message:
      'plan.yaml row 16, column queues[0].overflow[1].group: "care" stands twice among the groups of overflow. Keep one of the two times.',
  },
  'overflow before anybody waits': {
    changes: chat('overflow: [{ group: care, afterSeconds: -5 }]'),
    message: 'plan.yaml row 16, column queues[0].overflow[0].afterSeconds: "-5" is too small. Use at least 0.',
  },
  'overflow to a group that nobody is in': {
    changes: {
      'plan.yaml': chat('overflow: [{ group: backup, afterSeconds: 60 }]')['plan.yaml']!.replace(
        '  - id: care\n',
        '  - id: care\n  - id: backup\n',
      ),
    },
    message:
      'plan.yaml row 16, column queues[0].overflow[0].group: "backup" is a group that nobody is in. Put people into it in employees.csv, or remove it here.',
  },
  'overflow to a group that cannot serve the queue': {
    changes: {
      'plan.yaml': chat('overflow: [{ group: backup, afterSeconds: 60 }]')['plan.yaml']!.replace(
        '  - id: care\n',
        '  - id: care\n  - id: backup\n',
      ),
      ...replaced('employees.csv', 'cy,Cy,care,tickets:0.8', 'cy,Cy,backup,tickets:0.8'),
    },
    message:
      'plan.yaml row 16, column queues[0].overflow[0].group: "backup" is a group in which nobody can serve queue "chat". Add the skill to its people in employees.csv, or remove the group here.',
  },
  'priority below all': {
    changes: chat('priority: 10'),
    message: 'plan.yaml row 16, column queues[0].priority: "10" is too large. Use at most 9.',
  },
  'patience of no time': {
    changes: plan('meanPatienceSeconds: 300', 'meanPatienceSeconds: 0'),
    message: 'plan.yaml row 13, column queues[0].meanPatienceSeconds: "0" is too small. Use more than 0.',
  },
  'more chats at once than anybody holds': {
    changes: plan('concurrency: 2', 'concurrency: 40'),
    message: 'plan.yaml row 14, column queues[0].concurrency: "40" is too large. Use at most 6.',
  },
  'handling of no time': {
    changes: plan('ahtSeconds: 300', 'ahtSeconds: 0'),
    message: 'plan.yaml row 11, column queues[0].ahtSeconds: "0" is too small. Use more than 0.',
  },
  'shrinkage that ends before it begins': {
    changes: settings('shrinkage: [{ name: Training, kind: planned, share: 0.1, from: 2026-11-12, to: 2026-11-11 }]'),
    message:
      'plan.yaml row 7, column shrinkage[0].to: "2026-11-11" is before 2026-11-12. Both dates are included; write the later one here.',
  },
  'shrinkage that leaves nobody': {
    changes: settings(
      'shrinkage:',
      '  - { name: Training, kind: planned, share: 0.6, to: 2026-11-11 }',
      '  - { name: Coaching, kind: planned, share: 0.7, from: 2026-11-12 }',
      '  - { name: Move, kind: planned, share: 0.75, from: 2026-11-11, to: 2026-11-11 }',
    ),
    message:
      'plan.yaml row 10, column shrinkage[2].share: "0.75" brings the paid time lost on the same days to 90.5 %. Keep all shrinkage of a day together below 90 %.',
  },
  'negative shrinkage': {
    changes: settings('shrinkage: [{ name: Gift, kind: planned, share: -0.1 }]'),
    message: 'plan.yaml row 7, column shrinkage[0].share: "-0.1" is too small. Use at least 0.',
  },
  'assurance of certainty': {
    changes: settings('assurance: 1'),
    message: 'plan.yaml row 7, column assurance: "1" is too large. Use at most 0.99.',
  },
  'ramp faster than trained': {
    changes: settings('ramp: { weeks: [0.5, 1.2] }'),
    message: 'plan.yaml row 7, column ramp.weeks[1]: "1.2" is too large. Use at most 1.',
  },
  'ramp of no weeks': {
    changes: settings('ramp: { weeks: [] }'),
    message: 'plan.yaml row 7, column ramp.weeks: is too short. Use at least 1 items.',
  },
}
