// Before everything that makes a schema.
import './lib/zod-without-eval.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { fetchViewCode } from './app/view-code.ts'
import { ApiError } from './lib/api.ts'
import { startI18n } from './lib/i18n.ts'
import { parseRoute } from './lib/route.ts'
import { applyTheme } from './lib/theme.ts'
import './app/tokens.css'
import './app/base.css'
import './app/shell.css'
import './components/components.css'
import './features/overview/overview.css'
import './features/planning/planning.css'

const TRIES = 2

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // Asking again helps against a broken connection, never against an answer.
      retry: (failures, error) => failures < TRIES && error instanceof ApiError && error.code === 'offline',
      staleTime: 30_000,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

applyTheme()
fetchViewCode(parseRoute(window.location.search).view)
await startI18n()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with id "root": the page has nowhere to be rendered')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
