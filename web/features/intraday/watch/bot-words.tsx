import { useTranslation } from 'react-i18next'
import type { DayWatchContent } from '../../../../server/contracts/day-watch.ts'
import { useFormat } from '../../../lib/workspace.ts'

interface BotWordsProps {
  readonly watched: DayWatchContent
  readonly queueId: string
}

/** "The bot settled 12 % of contacts, 13:00–14:00; usually 41 %: 23 more an hour come to people." Nothing where it is not reported. */
export function BotWords({ watched, queueId }: BotWordsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const bot = watched.queues.find((queue) => queue.queueId === queueId)?.bot
  if (!bot) return null
  const extra = Math.round(bot.extraContacts ?? 0)
  const effect = extra > 0 ? 'more' : extra < 0 ? 'fewer' : 'asUsual'
  const words = t(`intraday.bot.${bot.usual === null ? 'noUsual' : effect}`, {
    ...{ share: format.percent(bot.share), usual: format.percent(bot.usual ?? 0) },
    ...{ span: format.span(bot.from, bot.to), contacts: format.number(Math.abs(extra)) },
  })
  return <p className="soft bot-words">{words}</p>
}
