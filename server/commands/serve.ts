import { Command } from 'commander'

export const serveCommand = (): Command =>
  new Command('serve')
    .description('start the API and the page; settings come from the environment (PORT, HOST, DATABASE_URL ...)')
    .option('--sample', 'load the sample plan into an empty database and plan its week')
    .action(async ({ sample }: { readonly sample?: true }) => {
      // The server is loaded only here: the other commands start several times faster without it.
      const { main } = await import('../main.ts')
      await main(sample ? ['--sample'] : [])
    })
