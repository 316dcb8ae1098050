import { useTranslation } from 'react-i18next'
import type { OwnPerson } from '../../../../server/contracts/team.ts'
import { DaysForm } from '../../../components/ask/days-form.tsx'
import { Sheet } from '../../../components/sheet.tsx'
import type { OwnWords } from '../own-words.ts'
import type { Asking } from './asking.ts'
import { SwapForm } from './swap-form.tsx'
import { useAsk } from './use-ask.ts'

interface AskSheetProps {
  readonly person: OwnPerson
  readonly asking: Asking
  readonly words: OwnWords
  readonly onClose: () => void
}

/** Asks for days, or for a swap of a shift. */
export function AskSheet({ person, asking, words, onClose }: AskSheetProps) {
  const { t } = useTranslation()
  const ask = useAsk(person.unitId, onClose)
  return (
    <Sheet title={t(asking.kind === 'days' ? 'ask.daysTitle' : 'ask.swapTitle')} onClose={onClose}>
      {asking.kind === 'days' ? (
        <DaysForm
          templates={person.templates}
          days={asking.days}
          isSending={ask.isPending}
          error={ask.error}
          onSend={(asks, note) => ask.mutate({ asks, note })}
        />
      ) : (
        <SwapForm {...{ person, words }} shift={asking.shift} onDone={onClose} />
      )}
    </Sheet>
  )
}
