/** Ten festivals and awards, with prizes whose names the sources tell in different ways. */
import type { Festival } from './festival-sources.ts';

export const venice: Festival = {
  key: 'venice',
  imdb: 'Venice Film Festival',
  cinegraph: ['venice', 'Venice International Film Festival'],
  own: ['venice-film-festival', 'Venice Film Festival'],
  prizes: [
    { award: 'Golden Lion', category: 'Best Film', kind: 'movie', movies: [1, 2, 3, 4], people: 'beside' },
    { award: 'Silver Lion', category: 'Best Director', kind: 'person', movies: [5], people: 'first' },
    { award: 'Volpi Cup', category: 'Best Actress', kind: 'person', movies: [6], people: 'first' },
    { award: 'Venice Horizons Award', category: 'Best Film', kind: 'movie', movies: [7, 8], people: 'beside' },
    { award: 'Venice Horizons Award', category: 'Best Actress', kind: 'person', movies: [8], people: 'first' },
    { award: 'Pasinetti Award', category: 'Best Actress', kind: 'person', movies: [8], people: 'first' },
    { award: 'FIPRESCI Prize', category: 'Competition', kind: 'movie', movies: [1] },
    { award: 'Queer Lion', category: null, kind: 'movie', movies: [9] },
  ],
};

const berlin: Festival = {
  key: 'berlin',
  imdb: 'Berlin International Film Festival',
  cinegraph: ['biff', 'Berlin International Film Festival'],
  own: ['berlinale', 'Berlinale'],
  prizes: [
    {
      award: 'Golden Berlin Bear',
      category: null,
      kind: 'movie',
      movies: [1, 2, 3],
      own: 'Golden Berlin Bear / Best Film',
    },
    { award: 'Golden Berlin Bear', category: 'Best Short Film', kind: 'movie', movies: [4, 5] },
    { award: 'Silver Berlin Bear', category: 'Best Director', kind: 'person', movies: [2], people: 'first' },
    { award: 'Crystal Bear', category: 'Best Short Film', kind: 'movie', movies: [6] },
    { award: 'Reader Jury of the "Berliner Morgenpost"', category: null, kind: 'movie', movies: [3] },
    { award: 'FIPRESCI Prize', category: 'Forum', kind: 'movie', movies: [7] },
  ],
};

const cannes: Festival = {
  key: 'cannes',
  imdb: 'Cannes Film Festival',
  cinegraph: ['cannes', 'Cannes Film Festival'],
  own: ['cff', 'Cannes Film Festival'],
  prizes: [
    { award: "Palme d'Or", category: null, kind: 'movie', movies: [1, 2, 3], people: 'beside' },
    { award: 'Best Director', category: null, kind: 'person', movies: [4], people: 'first' },
    { award: 'Best Actress', category: null, kind: 'person', movies: [1], people: 'first' },
    { award: 'Un Certain Regard Award', category: 'Best Actress', kind: 'person', movies: [5], people: 'first' },
    { award: 'FIPRESCI Prize', category: 'Un Certain Regard', kind: 'movie', movies: [6] },
  ],
};

const sundance: Festival = {
  key: 'sundance',
  imdb: 'Sundance Film Festival',
  cinegraph: ['sff', 'Sundance Film Festival'],
  own: ['sundance-film-festival', 'Sundance Film Festival'],
  prizes: [
    {
      award: 'Grand Jury Prize',
      category: 'U.S. Dramatic',
      kind: 'movie',
      movies: [1, 2, 3],
      own: 'Grand Jury Prize: U.S. Dramatic',
    },
    { award: 'Audience Award', category: 'U.S. Dramatic', kind: 'movie', movies: [2] },
    { award: 'Directing Award', category: 'U.S. Dramatic', kind: 'person', movies: [1], people: 'first' },
    { award: 'Grand Jury Prize', category: 'World Cinema - Documentary', kind: 'movie', movies: [4, 5] },
    { award: 'Directing Award', category: 'World Cinema - Documentary', kind: 'person', movies: [4], people: 'first' },
  ],
};

const bafta: Festival = {
  key: 'bafta',
  imdb: 'BAFTA Awards',
  cinegraph: ['bafta', 'BAFTA Film Awards'],
  own: ['bafta-awards', 'British Academy Film Awards'],
  prizes: [
    { award: 'BAFTA Film Award', category: 'Best Film', kind: 'movie', movies: [1, 2, 3], people: 'beside' },
    { award: 'BAFTA Film Award', category: 'Best Leading Actor', kind: 'person', movies: [1, 3], people: 'first' },
    { award: 'BAFTA Film Award', category: 'Best Costume Design', kind: 'craft', movies: [1, 2], people: 'first' },
    { award: 'BAFTA TV Award', category: 'Best Costume Design', kind: 'craft', movies: [4, 5], people: 'first' },
    { award: 'BAFTA TV Award', category: 'Leading Actor', kind: 'person', movies: [4, 6], people: 'first' },
  ],
};

const filmfare: Festival = {
  key: 'filmfare',
  imdb: 'Filmfare Awards',
  cinegraph: ['filmfare', 'Filmfare Awards'],
  own: ['filmfare-awards', 'Filmfare Awards'],
  prizes: [
    { award: 'Filmfare Award', category: 'Best Film', kind: 'movie', movies: [1, 2, 3] },
    { award: "Critics' Award", category: 'Best Film', kind: 'movie', movies: [4] },
    { award: 'Technical Award', category: 'Best Cinematography', kind: 'person', movies: [1], people: 'first' },
  ],
};

/** An organization of one trophy, which says no more than the category. */
const ofOneTrophy = (
  key: string,
  imdb: string,
  cinegraph: Festival['cinegraph'],
  own: Festival['own'],
  trophy: string,
  categories: readonly [string, string],
  kind: 'movie' | 'craft' = 'movie',
): Festival => ({
  key,
  imdb,
  cinegraph,
  own,
  prizes: [
    { award: trophy, category: categories[0], kind, movies: [1, 2, 3], own: categories[0] },
    { award: trophy, category: categories[1], kind: 'person', movies: [2, 3], people: 'first', own: categories[1] },
  ],
});

export const globes = ofOneTrophy(
  'golden-globes',
  'Golden Globes, USA',
  ['golden_globes', 'Golden Globe Awards'],
  ['golden-globes-usa', 'Golden Globes'],
  'Golden Globe',
  ['Best Motion Picture - Drama', 'Best Director - Motion Picture'],
);

export const festivals: readonly Festival[] = [
  venice,
  berlin,
  cannes,
  sundance,
  bafta,
  filmfare,
  globes,
  ofOneTrophy(
    'critics-choice',
    'Critics Choice Awards',
    ['critics_choice', "Critics' Choice Awards"],
    ['cca', 'Critics’ Choice Awards'],
    'Critics Choice Award',
    ['Best Picture', 'Best Actor'],
  ),
  ofOneTrophy(
    'sag',
    'Actor Awards',
    ['sag', 'Screen Actors Guild Awards'],
    ['sag-awards', 'SAG Awards'],
    'Actor',
    ['Outstanding Performance by a Stunt Ensemble', 'Outstanding Performance by an Actor'],
    'craft',
  ),
  ofOneTrophy(
    'cesar',
    'César Awards, France',
    ['cesar-awards', 'César Awards'],
    ['cesar', 'Cesar Awards, France'],
    'César',
    ['Best Film (Meilleur film)', 'Best Director (Meilleur réalisateur)'],
  ),
];
