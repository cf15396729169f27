/** WCAG 2.2 contrast that normal text needs (1.4.3). */
export const READABLE = 4.5;

const HEX = /^#[0-9a-f]{6}$/;
const DEFAULT_BAND = '#1f4e79';
/** Text on white, and what dark screens show instead of white. */
export const DARK = '#1f2933';
const LIGHT = '#f3f4f6';

/** The colours of one mail: a band and button in the organisation's colour, and text that is readable on it. */
export interface MailColours {
  band: string;
  onBand: string;
  /** Links on white, and on the dark ground of a dark screen. */
  link: string;
  linkOnDark: string;
}

/** The organisation's colours (R231) where people can read them, else the nearest that they can. */
export function mailColours(primary: string, text: string): MailColours {
  const band = HEX.test(primary) ? primary : DEFAULT_BAND;
  const isReadable = HEX.test(text) && contrast(text, band) >= READABLE;
  return {
    band,
    onBand: isReadable ? text : blackOrWhite(band),
    link: contrast(band, '#ffffff') >= READABLE ? band : DARK,
    linkOnDark: contrast(band, DARK) >= READABLE ? band : LIGHT,
  };
}

/** From 1 (the same) to 21 (black on white). */
export function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** One of the two reaches at least 4.5 on any colour. */
function blackOrWhite(background: string): string {
  const white = contrast('#ffffff', background);
  return white >= contrast('#000000', background) ? '#ffffff' : '#000000';
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
