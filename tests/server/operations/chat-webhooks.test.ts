import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { chatMessage, chatRefusal, chatText } from '../../../server/services/chat-message.ts'
import { deliverDue } from '../../../server/services/deliver-due.ts'
import { buildTestApp, importSmallPlan } from '../api/build-test-app.ts'
import { storeAlert } from '../stored-alert.ts'

/** The robot of a group chat on this machine, which notes what it is told and answers so. */
async function robot(answer: object) {
  const received: { url: string; body: unknown }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ url: request.url ?? '', body: JSON.parse(body) })
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/robot/send?access_token=a` }
}

const NOW = 1_764_000_000_123
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64')

describe('a message is written and signed as its chat asks for it', () => {
  test('飞书: seconds, and nothing signed under a key of time and secret', () => {
    const { url, body } = chatMessage({ format: 'feishu', url: 'https://open.feishu.cn/h', secret: 's' }, 'late', NOW)
    expect(url).toBe('https://open.feishu.cn/h')
    expect(JSON.parse(body)).toEqual({
      ...{ timestamp: '1764000000', sign: hmac('1764000000\ns', ''), msg_type: 'text', content: { text: 'late' } },
    })
    const bare = chatMessage({ format: 'feishu', url: 'https://open.feishu.cn/h', secret: '' }, 'late', NOW)
    expect(JSON.parse(bare.body)).toEqual({ msg_type: 'text', content: { text: 'late' } })
  })

  test('钉钉: milliseconds and signature in the address', () => {
    const given = {
      format: 'dingtalk',
      url: 'https://oapi.dingtalk.com/robot/send?access_token=a',
      secret: 's',
    } as const
    const { url, body } = chatMessage(given, 'late', NOW)
    const { searchParams } = new URL(url)
    expect([...searchParams.keys()]).toEqual(['access_token', 'timestamp', 'sign'])
    expect(searchParams.get('sign')).toBe(hmac('s', `${NOW}\ns`))
    expect(JSON.parse(body)).toEqual({ msgtype: 'text', text: { content: 'late' } })
  })

  test('企业微信: the address says it all', () => {
    const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k'
    expect(chatMessage({ format: 'wecom', url, secret: '' }, 'late', NOW)).toEqual({
      ...{ url, body: JSON.stringify({ msgtype: 'text', text: { content: 'late' } }) },
    })
  })
})

test('a refusal that comes with a 200 is one', () => {
  expect(chatRefusal('{"errcode":310000,"errmsg":"sign not match"}')).toBe('refused with 310000: sign not match')
  expect(chatRefusal('{"code":19021,"msg":"sign match fail"}')).toBe('refused with 19021: sign match fail')
  expect(chatRefusal('{"errcode":0,"errmsg":"ok"}')).toBeUndefined()
  expect(chatRefusal('{"code":0}')).toBeUndefined()
  expect(chatRefusal('fine')).toBeUndefined()
})

test('every event has words in both languages', () => {
  const alert = { kind: 'feedSilent', queueName: 'Chat', span: '', value: '', limit: '', step: 1 }
  for (const event of [
    'publication.made',
    'run.failed',
    'request.decided',
    'alert.raised',
    'alert.escalated',
    'alert.cleared',
  ])
    for (const language of ['en', 'zh-CN'] as const)
      expect(chatText({ event, planName: 'Plan', days: 'a week', alert }, language)).not.toContain(event)
})

test('a bot that settles less is told with what it means for people', () => {
  const figures = { span: '14:00–15:00', value: '5 %', limit: '40 %', extraContacts: '35', step: 0 }
  const facts = {
    event: 'alert.raised',
    planName: 'Plan',
    alert: { kind: 'botShareDropped', queueName: 'Chat', ...figures },
  }
  expect(chatText(facts, 'en')).toBe(
    'Tideline | Plan: Chat: the bot settled 5 % of contacts, 14:00–15:00, usually 40 %: 35 more an hour come to people.',
  )
  expect(chatText(facts, 'zh-CN')).toBe(
    'Tideline | Plan 预警：Chat：14:00–15:00 机器人解决了 5 % 的咨询，平时为 40 %；每小时约多 35 个转到人工。',
  )
})

const rules = { allowedHosts: ['127.0.0.1'], timeoutMs: 2000 }

async function warned(format: string, answer: object, more: object = {}) {
  const chat = await robot(answer)
  const server = await buildTestApp({ slots: 0, webhookHosts: ['127.0.0.1'] })
  const { id: planId } = await importSmallPlan(server)
  const hook = await server.post('/api/units/main/webhooks', {
    url: chat.url,
    events: ['alert.raised'],
    format,
    ...more,
  })
  expect(hook.statusCode, hook.body).toBe(201)
  const id = await storeAlert(server.db, planId, { value: 0.62 })
  await server.db
    .insertInto('audit_log')
    .values({
      ...{ unit_id: 'main', actor_id: 'watch-days', action: 'alert.raised', entity: 'alert', entity_id: id },
      detail: '{}',
    })
    .execute()
  expect(await deliverDue(server.db, rules)).toBe(1)
  const [delivery] = (await server.get(`/api/webhooks/${hook.json().id}/deliveries`)).json().deliveries
  return { received: chat.received, delivery, made: hook.json() }
}

test('a warning reaches a group in words of its language, with the figures that matter and nobody named', async () => {
  const { received, delivery, made } = await warned('dingtalk', { errcode: 0 }, { secret: 'robot-secret' })
  expect(delivery).toMatchObject({ state: 'delivered', outcome: '200' })
  expect(made.secret).toBe('')
  const { text } = received[0]!.body as { text: { content: string } }
  expect(text.content).toMatch(
    /^Tideline \| 小队 预警：chat：\d\d:\d\d–\d\d:\d\d 最差一小时服务水平将降至 62 %，要求 80 %。$/,
  )
  expect(received[0]!.url).toContain('&sign=')
})

test('the same in English; what the chat refuses is sent again later', async () => {
  const { received, delivery } = await warned(
    'wecom',
    { errcode: 45009, errmsg: 'api freq out of limit' },
    { language: 'en' },
  )
  expect(delivery).toMatchObject({ state: 'waiting', outcome: 'refused with 45009: api freq out of limit' })
  const { text } = received[0]!.body as { text: { content: string } }
  expect(text.content).toContain('Small team: chat: service falls to 62 % in the worst hour')
})

test('a secret where none is asked for is refused', async () => {
  const server = await buildTestApp({ slots: 0 })
  const hook = { url: 'https://example.com/a', events: ['alert.raised'], format: 'wecom', secret: 's' }
  expect((await server.post('/api/units/main/webhooks', hook)).statusCode).toBe(400)
})
