import { describe, expect, it } from '@jest/globals';
import { readRunOptions } from './options.js';

describe('the parts of a fault run', () => {
  it.each([
    ['all, unless told', [], 'kill planning', true],
    ['those whose name contains a word', ['--only', 'kill'], 'kill planning', true],
    ['no others', ['--only', 'kill'], 'rolling restart', false],
    ['those of a list', ['--only', 'cable, kill NATS'], 'kill NATS for 3 s', true],
    ['no exceptions', ['--except', 'rolling,last'], 'last place', false],
    ['what is not excepted', ['--except', 'rolling,last'], 'kill media', true],
    ['no exceptions among the wanted', ['--only', 'kill', '--except', 'NATS'], 'kill NATS', false],
  ])('are %s', (_case, args, name, isWanted) => {
    expect(readRunOptions(args)?.wants(name)).toBe(isWanted);
  });

  it.each([[['--sed', '1']], [['--seed', 'x']], [['--minutes', 'soon']]])(
    'are none when the command is wrong: %j',
    (args) => {
      expect(readRunOptions(args)).toBeUndefined();
    },
  );
});
