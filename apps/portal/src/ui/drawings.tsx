/** Line drawings for what is empty; in the colour of the text around them. */
const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2.5,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

export const LETTER = (
  <g {...line}>
    <rect x="16" y="18" width="64" height="42" rx="6" />
    <path d="m18 22 30 22 30-22" />
  </g>
);

export const SLIP = (
  <g {...line}>
    <path d="M28 10h30l12 12v40H28z" />
    <path d="M58 10v12h12M38 34h22M38 44h22M38 54h12" />
  </g>
);

export const BLOCKS = (
  <g {...line}>
    <rect x="16" y="38" width="26" height="24" rx="3" />
    <rect x="54" y="38" width="26" height="24" rx="3" />
    <rect x="35" y="12" width="26" height="24" rx="3" />
    <circle cx="48" cy="24" r="5" />
    <path d="m29 45 6 10H23zM62 45h10v10H62z" />
  </g>
);
