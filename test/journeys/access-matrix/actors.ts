/** Who asks. */
export const ACTORS = {
  anon: 'nobody signed in',
  own: 'the parent whose things are aimed at',
  look: 'a co-parent of another household who may only look',
  blkd: 'a parent of the family whose access to the child was taken away',
  othr: 'a parent of another family in the same group',
  fpar: 'a parent of another organisation',
  staf: 'an employee of the group',
  away: 'an employee of another location',
  mngr: 'a manager',
  fmgr: 'a manager of another organisation',
  left: 'an employee who has left, with a session from before',
  oper: 'the platform team',
  expd: 'the parent, with a session that has expired',
  endd: 'the parent, with a session that was ended',
} as const;
export type ActorKind = keyof typeof ACTORS;
