interface AboutPage {
  title: string;
  paragraphs: readonly string[];
}

export const nl = {
  privacy: {
    title: 'Privacy',
    paragraphs: [
      'Je gegevens zijn van jou en je kind. Je kinderopvang gebruikt ze om op je kind te passen en met je te overleggen, en nergens anders voor.',
      'Alleen wie met je kind werkt, ziet gegevens van je kind. Andere ouders zien niets van jullie.',
      'Dit portaal gebruikt één cookie: die onthoudt dat je bent ingelogd. Er zijn geen cookies van anderen en niemand volgt wat je doet.',
      'Op je apparaat bewaren we wat je zonder verbinding kunt lezen, hoogstens zeven dagen. Bij uitloggen wordt het gewist.',
      'Wil je weten wat er van je bewaard is, of iets laten verbeteren of verwijderen? Vraag het je kinderopvang.',
    ],
  },
  toegankelijkheid: {
    title: 'Toegankelijkheid',
    paragraphs: [
      'Het portaal is gemaakt volgens WCAG 2.2, niveau AA. Elk scherm wordt bij elke wijziging getest: met een automatische controle (axe) en met alleen het toetsenbord. Dat gebeurt op 320 pixels breed, met tekst van 200 %, in licht en donker. Daarbij is nu geen fout bekend.',
      'Wat die controles niet zien, kan nog mis zijn. Loop je ergens vast? Vertel het je kinderopvang; noem het scherm en wat je gebruikt.',
    ],
  },
  'kwetsbaarheid-melden': {
    title: 'Kwetsbaarheid melden',
    paragraphs: [
      'Heb je een lek gevonden? Meld het je kinderopvang, met wat je deed en wat je zag, zodat wij het kunnen nadoen.',
      'Kijk niet in gegevens van anderen, wijzig niets, en vertel het niemand voordat het verholpen is. Wie zich daaraan houdt, heeft van ons niets te vrezen.',
    ],
  },
} satisfies Record<string, AboutPage>;

type AboutName = keyof typeof nl;
export type AboutWords = Record<AboutName, AboutPage>;

export const formal: Partial<AboutWords> = {
  privacy: {
    title: 'Privacy',
    paragraphs: [
      'Uw gegevens zijn van u en uw kind. Uw kinderopvang gebruikt ze om op uw kind te passen en met u te overleggen, en nergens anders voor.',
      'Alleen wie met uw kind werkt, ziet gegevens van uw kind. Andere ouders zien niets van u.',
      'Dit portaal gebruikt één cookie: die onthoudt dat u bent ingelogd. Er zijn geen cookies van anderen en niemand volgt wat u doet.',
      'Op uw apparaat bewaren we wat u zonder verbinding kunt lezen, hoogstens zeven dagen. Bij uitloggen wordt het gewist.',
      'Wilt u weten wat er van u bewaard is, of iets laten verbeteren of verwijderen? Vraag het uw kinderopvang.',
    ],
  },
  toegankelijkheid: {
    title: 'Toegankelijkheid',
    paragraphs: [
      'Het portaal is gemaakt volgens WCAG 2.2, niveau AA. Elk scherm wordt bij elke wijziging getest: met een automatische controle (axe) en met alleen het toetsenbord. Dat gebeurt op 320 pixels breed, met tekst van 200 %, in licht en donker. Daarbij is nu geen fout bekend.',
      'Wat die controles niet zien, kan nog mis zijn. Loopt u ergens vast? Vertel het uw kinderopvang; noem het scherm en wat u gebruikt.',
    ],
  },
  'kwetsbaarheid-melden': {
    title: 'Kwetsbaarheid melden',
    paragraphs: [
      'Hebt u een lek gevonden? Meld het uw kinderopvang, met wat u deed en wat u zag, zodat wij het kunnen nadoen.',
      'Kijk niet in gegevens van anderen, wijzig niets, en vertel het niemand voordat het verholpen is. Wie zich daaraan houdt, heeft van ons niets te vrezen.',
    ],
  },
};
