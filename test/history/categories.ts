/** The categories of a generated history: what they were called when, and what their nominations are made of. */

export interface HistoryCategory {
  readonly class: string;
  readonly canonicalName: string;
  /** What it was called up to and with the ceremony of that number; the last one holds for good. */
  readonly names: readonly (readonly [upTo: number, name: string])[];
  /** The first ceremony that has it. */
  readonly since: number;
  readonly size: number;
  readonly winners: number;
  /** `shared` are the movies that many categories of a ceremony name, `own` one that only this category does. */
  readonly movie: 'shared' | 'own' | 'none';
  /** Chances of one nominee, two, and so on; none of them adds up to a nomination without any. */
  readonly nominees: readonly number[];
  readonly detail?: 'character' | 'song';
  readonly hasCitation?: boolean;
  /** Share of the nominees that are companies. */
  readonly companies?: number;
  /** The free text names the country, and nobody is named beside it. */
  readonly isOfCountries?: boolean;
}

const always = Number.POSITIVE_INFINITY;
const one = [1];
const oneOrTwo = [0.8, 0.2];
const few = [0.35, 0.35, 0.18, 0.12];
const crew = [0.08, 0.26, 0.28, 0.3, 0.08];

const category = (
  group: string,
  canonicalName: string,
  size: number,
  rest: Partial<HistoryCategory> = {},
): HistoryCategory => ({
  class: group,
  canonicalName,
  size,
  names: [[always, canonicalName]],
  since: 1,
  winners: 1,
  movie: 'shared',
  nominees: one,
  ...rest,
});

const actor = { detail: 'character' } as const;
const short = { movie: 'own', nominees: [0.5, 0.5], since: 5 } as const;
const honour = { movie: 'none', hasCitation: true } as const;

export const historyCategories: readonly HistoryCategory[] = [
  category('Acting', 'ACTOR IN A LEADING ROLE', 5, {
    ...actor,
    names: [
      [48, 'ACTOR'],
      [always, 'ACTOR IN A LEADING ROLE'],
    ],
  }),
  category('Acting', 'ACTRESS IN A LEADING ROLE', 5, {
    ...actor,
    names: [
      [48, 'ACTRESS'],
      [always, 'ACTRESS IN A LEADING ROLE'],
    ],
  }),
  category('Acting', 'ACTOR IN A SUPPORTING ROLE', 5, { ...actor, since: 9 }),
  category('Acting', 'ACTRESS IN A SUPPORTING ROLE', 5, { ...actor, since: 9 }),
  category('Production', 'ART DIRECTION', 5, {
    names: [
      [84, 'ART DIRECTION'],
      [always, 'PRODUCTION DESIGN'],
    ],
    nominees: few,
  }),
  category('Production', 'CINEMATOGRAPHY', 5, { nominees: oneOrTwo }),
  category('Production', 'COSTUME DESIGN', 5, { since: 21, nominees: oneOrTwo }),
  category('Production', 'FILM EDITING', 5, { since: 7, nominees: oneOrTwo }),
  category('Production', 'MAKEUP AND HAIRSTYLING', 4, {
    since: 54,
    names: [
      [84, 'MAKEUP'],
      [always, 'MAKEUP AND HAIRSTYLING'],
    ],
    nominees: few,
  }),
  category('Production', 'SOUND MIXING', 5, {
    since: 3,
    names: [
      [30, 'SOUND RECORDING'],
      [75, 'SOUND'],
      [always, 'SOUND MIXING'],
    ],
    nominees: crew,
    companies: 0.12,
  }),
  category('Production', 'VISUAL EFFECTS', 5, {
    since: 12,
    names: [
      [35, 'SPECIAL EFFECTS'],
      [always, 'VISUAL EFFECTS'],
    ],
    nominees: crew,
  }),
  category('Directing', 'DIRECTING', 5, { nominees: [0.97, 0.03] }),
  category('Music', 'MUSIC (Original Score)', 5, {
    since: 7,
    names: [
      [70, 'MUSIC (Scoring)'],
      [always, 'MUSIC (Original Score)'],
    ],
    nominees: oneOrTwo,
  }),
  category('Music', 'MUSIC (Original Song)', 5, {
    since: 7,
    names: [
      [47, 'MUSIC (Song)'],
      [always, 'MUSIC (Original Song)'],
    ],
    nominees: few,
    detail: 'song',
  }),
  category('Title', 'BEST PICTURE', 7, {
    names: [
      [3, 'OUTSTANDING PICTURE'],
      [16, 'OUTSTANDING PRODUCTION'],
      [always, 'BEST PICTURE'],
    ],
    nominees: few,
    companies: 0.15,
  }),
  category('Title', 'ANIMATED FEATURE FILM', 4, { since: 74, movie: 'own', nominees: crew }),
  category('Title', 'INTERNATIONAL FEATURE FILM', 5, {
    since: 29,
    names: [
      [91, 'FOREIGN LANGUAGE FILM'],
      [always, 'INTERNATIONAL FEATURE FILM'],
    ],
    movie: 'own',
    nominees: [],
    isOfCountries: true,
  }),
  category('Title', 'DOCUMENTARY (Feature)', 5, { ...short, since: 15 }),
  category('Title', 'DOCUMENTARY (Short Subject)', 4, { ...short, since: 15 }),
  category('Title', 'SHORT FILM (Animated)', 5, {
    ...short,
    names: [
      [43, 'SHORT SUBJECT (Cartoon)'],
      [always, 'SHORT FILM (Animated)'],
    ],
  }),
  category('Title', 'SHORT FILM (Live Action)', 5, {
    ...short,
    names: [
      [43, 'SHORT SUBJECT (One-reel)'],
      [always, 'SHORT FILM (Live Action)'],
    ],
  }),
  category('Writing', 'WRITING (Adapted Screenplay)', 5, {
    names: [
      [29, 'WRITING (Screenplay)'],
      [74, 'WRITING (Screenplay Based on Material from Another Medium)'],
      [always, 'WRITING (Adapted Screenplay)'],
    ],
    nominees: [0.6, 0.25, 0.15],
  }),
  category('Writing', 'WRITING (Original Screenplay)', 5, { since: 13, nominees: [0.6, 0.25, 0.15] }),
  category('Special', 'HONORARY AWARD', 2, {
    ...honour,
    winners: 2,
    names: [
      [22, 'SPECIAL AWARD'],
      [always, 'HONORARY AWARD'],
    ],
  }),
  category('SciTech', 'SCIENTIFIC AND TECHNICAL AWARD (Technical Achievement Award)', 6, {
    ...honour,
    since: 4,
    winners: 6,
    names: [
      [50, 'SCIENTIFIC OR TECHNICAL AWARD (Class III)'],
      [always, 'SCIENTIFIC AND TECHNICAL AWARD (Technical Achievement Award)'],
    ],
    nominees: few,
    companies: 0.2,
  }),
  category('SciTech', 'SCIENTIFIC AND TECHNICAL AWARD (Scientific and Engineering Award)', 4, {
    ...honour,
    since: 4,
    winners: 4,
    nominees: few,
    companies: 0.1,
  }),
];
