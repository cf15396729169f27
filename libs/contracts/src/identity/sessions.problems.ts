import { problem } from '../problem.js';

export const sessionProblems = {
  'login-failed': problem(
    401,
    [
      'Signing in did not work',
      'Check organisation, username and password. If it keeps failing, ask your organisation.',
    ],
    [
      'Inloggen is niet gelukt',
      'Controleer organisatie, gebruikersnaam en wachtwoord. Lukt het niet, vraag het uw organisatie.',
    ],
  ),
  'too-many-attempts': problem(
    429,
    ['Too many attempts', 'Wait[ {seconds} seconds] and try again.'],
    ['Te veel pogingen', 'Wacht[ {seconds} seconden] en probeer het opnieuw.'],
  ),
};
