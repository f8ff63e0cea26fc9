/** Rows as the public table of all Academy Awards has them here and there over its 98 years, one of each kind, made up. */
import { type HistoryRow, historyRows } from '../history/oscar-data.ts';
import { randomOf } from '../history/random.ts';

type Quirk = Partial<Omit<HistoryRow, 'Ceremony' | 'Year'>>;

const song = { Class: 'Music', CanonicalCategory: 'MUSIC (Original Song)', Category: 'MUSIC (Song)' };
const editing = { Class: 'Production', CanonicalCategory: 'FILM EDITING', Category: 'FILM EDITING' };
const writing = {
  Class: 'Writing',
  CanonicalCategory: 'WRITING (Original Screenplay)',
  Category: 'WRITING (Original)',
};
const actor = { Class: 'Acting', CanonicalCategory: 'ACTOR IN A LEADING ROLE', Category: 'ACTOR' };
const sound = { Class: 'Production', CanonicalCategory: 'SOUND MIXING', Category: 'SOUND' };
const science = {
  Class: 'SciTech',
  CanonicalCategory: 'SCIENTIFIC OR TECHNICAL AWARD (Class III)',
  Category: 'SCIENTIFIC OR TECHNICAL AWARD (Class III)',
  Winner: 'True',
};
const honour = { Class: 'Special', CanonicalCategory: 'SPECIAL AWARD', Category: 'SPECIAL AWARD', Winner: 'True' };
const foreign = {
  Class: 'Title',
  CanonicalCategory: 'INTERNATIONAL FEATURE FILM',
  Category: 'FOREIGN LANGUAGE FILM',
};
const film = { Film: 'Quirk', FilmId: 'tt9100001' };
const twoFilms = { Film: 'Quirk|Another Quirk', FilmId: 'tt9100001|tt9100002' };

export const quirks: Readonly<Record<string, readonly Quirk[]>> = {
  'one name that stands for two people': [
    { ...editing, ...film, Name: 'Roderick Quill', Nominees: 'Roderick Quill', NomineeIds: 'nm9100001,nm9100002' },
    {
      ...editing,
      ...film,
      Name: 'Roderick Quill, Ada Third',
      Nominees: 'Roderick Quill|Ada Third',
      NomineeIds: 'nm9100001, nm9100002|nm9100003',
    },
  ],
  'names that go on behind a comma or a dot': [
    { ...actor, ...film, Name: 'George Quill, Jr.', Nominees: 'George Quill Jr.', NomineeIds: 'nm9100004' },
    { ...actor, ...film, Name: 'George Quill, III', Nominees: 'George Quill, III', NomineeIds: '' },
    { ...science, Nominees: 'Ada Third, M.D.|A. B. Fourth Ph.D.', NomineeIds: '?|nm9100005', Citation: 'To both.' },
  ],
  'nobody announced yet': [
    { ...writing, ...film, Name: 'Nominees to be determined', Nominees: 'Nominees to be determined', NomineeIds: '' },
    { ...writing, ...twoFilms, Name: 'Ada Third, TBD', Nominees: 'Ada Third|TBD', NomineeIds: 'nm9100003|?' },
    { ...song, ...film, Name: 'Music', Nominees: 'Music', Detail: 'Unsung' },
  ],
  'companies, with an ID and without': [
    {
      ...science,
      Nominees: 'Quill Optical Company',
      NomineeIds: '',
      Citation: 'To QUILL OPTICAL COMPANY, for a lens.',
    },
    {
      ...science,
      Nominees: 'Quill Film Corp.|ADA THIRD|QUILL BROS. PICTURES INC.|Otto Fifth',
      NomineeIds: '?|nm9100003|co9100001|?',
      Detail: 'Special Photographic',
      Citation: 'To four.',
    },
    { ...sound, Name: 'Quill - United Studio Sound Department', Nominees: 'Quill - United', NomineeIds: 'co9100002' },
    {
      ...sound,
      ...film,
      Name: 'Quill British Studio Sound Department, A. W. Sixth, Sound Director; and Quill Studio Sound Department, Otto Fifth, Sound Director',
      Nominees: 'Quill British|A. W. Sixth|Quill|Otto Fifth',
      NomineeIds: 'co9100003|nm9100006|co9100003|nm9100007',
    },
  ],
  'true repeats, and what only a part tells apart': [
    { ...song, ...film, Name: 'Music by Ada Third', Nominees: 'Ada Third', NomineeIds: 'nm9100003' },
    { ...song, ...film, Name: 'Music by Ada Third', Nominees: 'Ada Third', NomineeIds: 'nm9100003' },
    {
      ...song,
      ...film,
      Name: 'Music by Ada Third',
      Nominees: 'Ada Third',
      NomineeIds: 'nm9100003',
      Detail: 'First Song',
    },
    {
      ...song,
      ...film,
      Name: 'Music by Ada Third',
      Nominees: 'Ada Third',
      NomineeIds: 'nm9100003',
      Detail: 'Second Song',
    },
    { ...honour, Nominees: 'Otto Fifth', NomineeIds: 'nm9100007', Citation: 'For one thing.' },
    { ...honour, Nominees: 'Otto Fifth', NomineeIds: 'nm9100007', Citation: 'For another thing.' },
  ],
  'a row that was copied': [
    { ...sound, ...film, Name: 'Ada Third', Nominees: 'Ada Third', NomineeIds: 'nm9100003' },
    { ...sound, ...film, Name: 'Ada Third', Nominees: 'Ada Third', NomineeIds: 'nm9100003' },
  ],
  'two people of one name': [
    { ...editing, ...film, Name: 'Jo Same', Nominees: 'Jo Same', NomineeIds: 'nm9100008' },
    { ...editing, ...film, Name: 'Jo Same, Jo Same', Nominees: 'Jo Same|Jo Same', NomineeIds: 'nm9100008|nm9100009' },
    { ...editing, ...film, Name: 'Jo Same', Nominees: 'Jo Same', NomineeIds: 'nm9100009' },
  ],
  'two movies of one title': [
    { ...editing, Film: 'Quirk', FilmId: 'tt9100001', Name: 'Jo Same', Nominees: 'Jo Same', NomineeIds: 'nm9100010' },
    { ...editing, Film: 'Quirk', FilmId: 'tt9100004', Name: 'Jo Same', Nominees: 'Jo Same', NomineeIds: 'nm9100010' },
  ],
  'a person for two movies, with a character in each': [
    {
      ...actor,
      ...twoFilms,
      Name: 'Emil Seventh',
      Nominees: 'Emil Seventh',
      NomineeIds: 'nm9100010',
      Detail: 'A [B]|C',
    },
  ],
  'quotes, backslashes and other scripts': [
    {
      ...honour,
      ...film,
      Nominees: 'Barney \\"Chick\\" Quill',
      NomineeIds: 'nm9100011',
      Note: 'NOTE: \\"Of a letter,\\" with \\\\ and “curls”, 久石, Œ, Ångström, e\u0301 and 🎬',
      Citation: 'To \\"him.\\"',
    },
  ],
  'a credit that strayed into a name': [
    {
      ...writing,
      ...film,
      Name: 'Screenplay - Ada Third & Otto Fifth',
      Nominees: 'Screenplay - Ada Third|Otto Fifth',
      NomineeIds: 'nm9100003|nm9100007',
    },
  ],
  'nobody named, a country, or a name in words alone': [
    {
      ...honour,
      Detail: 'Special',
      Citation: 'To all those who built laboratories.',
      Note: 'They stood for a century.',
    },
    { ...foreign, Film: 'Quirk Étranger', FilmId: 'tt9100003', Name: 'The Soviet Union' },
    { ...honour, Name: 'The Quill Foundation Company' },
    { ...actor, ...film, FilmId: '', Name: 'Ada Third', Nominees: 'Ada Third', NomineeIds: '' },
  ],
  'two awards under one name over the years': [
    { ...writing, ...film, CanonicalCategory: 'WRITING (Story)', Category: 'WRITING (Story)', Nominees: 'Ada Third' },
    {
      ...writing,
      ...film,
      CanonicalCategory: 'WRITING (Story)',
      Category: 'WRITING (Motion Picture Story)',
      Nominees: 'Ada Third',
    },
  ],
  'what a program makes of True': [{ ...actor, ...film, Nominees: 'Ada Third', Name: 'Ada Third', Winner: 'TRUE' }],
};

/** A made-up history with each quirk somewhere in each ceremony, between rows of whatever category. */
export function quirkyRows({ seed, ceremonies }: { seed: string; ceremonies: number }): HistoryRow[] {
  const rows = historyRows({ seed, ceremonies, nominations: ceremonies * 40 });
  const random = randomOf(`${seed}/quirks`);
  return Array.from({ length: ceremonies }, (_, at) => at + 1).flatMap((number) => {
    const own = rows.filter(({ Ceremony }) => Ceremony === number);
    for (const quirk of Object.values(quirks).flat()) own.splice(random.int(own.length + 1), 0, rowOf(number, quirk));
    return own;
  });
}

function rowOf(ceremony: number, quirk: Quirk): HistoryRow {
  const nothing = { Film: '', FilmId: '', Name: '', Nominees: '', NomineeIds: '', Detail: '', Note: '', Citation: '' };
  return {
    Ceremony: ceremony,
    Year: '',
    Class: '',
    CanonicalCategory: '',
    Category: '',
    ...nothing,
    Winner: '',
    ...quirk,
  };
}
