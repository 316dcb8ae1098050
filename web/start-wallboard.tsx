import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { WallboardPage } from './features/wallboard/wallboard-page.tsx'
import { startI18n } from './lib/i18n.ts'
import { wallboardSecret } from './lib/wallboard-address.ts'

await startI18n()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with id "root": the page has nowhere to be rendered')
createRoot(root).render(
  <StrictMode>
    <WallboardPage secret={wallboardSecret(window.location.pathname) ?? ''} />
  </StrictMode>,
)
