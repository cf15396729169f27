/** A colour as `#rrggbb`. */
type Hex = string;

/** What one scheme makes of an organisation's colour. */
interface Accent {
  /** Ground of buttons and marks; shapes stand out from page and surface (≥ 3:1). */
  accent: Hex;
  /** Text on `accent` (≥ 4.5:1). */
  onAccent: Hex;
  /** Text and links on page, surface and `accentSoft` (≥ 4.5:1). */
  accentText: Hex;
  /** A tint for what is chosen. */
  accentSoft: Hex;
}

type Rgb = readonly [red: number, green: number, blue: number];

interface Scheme {
  page: Hex;
  surface: Hex;
  /** Where a colour goes that does not stand out enough. */
  away: Hex;
  /** Text on the accent that reads the better the further the accent goes away. */
  on: Hex;
  /** How much of the colour the tint keeps, in parts of one. */
  tint: number;
}

const INK: Hex = '#10181c';
const PAPER: Hex = '#ffffff';

/** The grounds of tokens.css. */
export const SCHEMES = {
  light: { page: '#f6f7f8', surface: '#ffffff', away: '#000000', on: PAPER, tint: 0.12 },
  dark: { page: '#14181b', surface: '#1c2226', away: '#ffffff', on: INK, tint: 0.18 },
} as const satisfies Record<string, Scheme>;

const TEXT_CONTRAST = 4.5;
const SHAPE_CONTRAST = 3;
const STEPS = 64;

/**
 * An organisation's one colour, darkened or lightened until everything written in it or on it can be
 * read (R231; WCAG 2.2: 1.4.3, 1.4.11), whatever colour it is.
 */
export function accentOf(colour: Hex, name: keyof typeof SCHEMES): Accent {
  const scheme: Scheme = SCHEMES[name];
  const accentSoft = mix(scheme.surface, colour, scheme.tint);
  const shape = moved(colour, scheme.away, [scheme.page, scheme.surface], SHAPE_CONTRAST);
  const readable = [PAPER, INK].find((text) => contrast(shape, text) >= TEXT_CONTRAST);
  return {
    accent: readable ? shape : moved(shape, scheme.away, [scheme.on], TEXT_CONTRAST),
    onAccent: readable ?? scheme.on,
    accentText: moved(
      colour,
      scheme.away,
      [scheme.page, scheme.surface, accentSoft],
      TEXT_CONTRAST,
    ),
    accentSoft,
  };
}

/** WCAG's ratio of two colours, from 1 to 21. */
export function contrast(one: Hex, other: Hex): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The first step on the way from a colour to `away` that stands out from every ground. */
function moved(colour: Hex, away: Hex, grounds: readonly Hex[], ratio: number): Hex {
  for (let step = 0; step < STEPS; step += 1) {
    const candidate = mix(colour, away, step / STEPS);
    if (grounds.every((ground) => contrast(candidate, ground) >= ratio)) return candidate;
  }
  return away;
}

function mix(from: Hex, to: Hex, part: number): Hex {
  const [a, b] = [rgbOf(from), rgbOf(to)];
  const channel = (i: 0 | 1 | 2) => Math.round(a[i] + (b[i] - a[i]) * part);
  return `#${([0, 1, 2] as const).map((i) => channel(i).toString(16).padStart(2, '0')).join('')}`;
}

function rgbOf(colour: Hex): Rgb {
  const number = Number.parseInt(colour.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}

function luminance(colour: Hex): number {
  const [red, green, blue] = rgbOf(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
