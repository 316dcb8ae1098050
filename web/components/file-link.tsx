import { useTranslation } from 'react-i18next'

/** Takes a file of the server's away. */
export function FileLink({ address, file }: { address: string; file: string }) {
  const { t } = useTranslation()
  return (
    <a className="button quiet" href={address} download={file}>
      {t('controls.download', { file })}
    </a>
  )
}
