import { useParams } from '@tanstack/react-router';
import { Page } from '../app/page.js';
import { useShellWords } from '../texts/shell.js';
import { HelpText } from './help-text.js';
import { type HelpName, isHelpName } from './help.js';

/** P34: a page explained, at an address of its own. */
export function HelpScreen() {
  const words = useShellWords();
  const { screen } = useParams({ from: '/signed-in/hulp/$screen' });
  const name: HelpName = isHelpName(screen) ? screen : 'more';
  return (
    <Page title={words.help} help={name}>
      <div className="card">
        <HelpText screen={name} />
      </div>
    </Page>
  );
}
