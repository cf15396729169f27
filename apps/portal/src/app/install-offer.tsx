import { useSyncExternalStore } from 'react';
import { useShellWords } from '../texts/shell.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { declineInstallation, install, installation, onInstallation } from './installing.js';

/** Offers, once, to put the portal on the phone's home screen (R9). */
export function InstallOffer() {
  const words = useShellWords();
  const how = useSyncExternalStore(onInstallation, installation);
  if (!how) return null;
  return (
    <Notice kind="info" title={words.installTitle}>
      <p>{how === 'by-hand' ? words.installByHand : words.installWhy}</p>
      <p className="row">
        {how === 'by-button' && (
          <Button kind="primary" onClick={install}>
            {words.install}
          </Button>
        )}
        <Button onClick={declineInstallation}>{words.notNow}</Button>
      </p>
    </Notice>
  );
}
