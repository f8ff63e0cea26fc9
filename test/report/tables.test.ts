import { describe, expect, test } from 'vitest';
import { creditsText } from '../../src/model/credits-text.ts';
import type { CeremonyStatus, PastRun, PendingCredit, StoredNomination } from '../../src/model/stored.ts';
import { creditChanges } from '../../src/report/credit-changes.ts';
import { csvText } from '../../src/report/csv.ts';
import { doctorText } from '../../src/report/doctor-text.ts';
import { historyText } from '../../src/report/history-text.ts';
import { groupMissing, missingLines, oddityText } from '../../src/report/missing-text.ts';
import { queryCsv, queryJson, queryText } from '../../src/report/query-text.ts';
import { cutMiddle, shorten } from '../../src/report/shorten.ts';
import { showCsv, showText } from '../../src/report/show-text.ts';
import { statusText } from '../../src/report/status-text.ts';
import { makeStyle } from '../../src/report/style.ts';
import {
  applyCommand,
  commandToImport,
  isOfPlan,
  otherCommand,
  remedyCommand,
  shellWord,
  type TypedCommand,
} from '../../src/report/suggested-command.ts';
import { table, truncate } from '../../src/report/table.ts';
import { text } from '../../src/report/text.ts';
import { countText, foldLines, longDate, titleOf } from '../../src/report/words.ts';
import { ceremonyOf, stored } from '../support/ceremonies.ts';
import { heading } from '../support/results.ts';

const style = makeStyle(false);
const typed: TypedCommand = { command: [], names: [], options: [] };
const whole = { style, columns: Number.POSITIVE_INFINITY, typed };

describe('a stored ceremony', () => {
  const held = stored(
    ceremonyOf([
      {
        won: true,
        movies: [{ title: 'Alpha', imdbId: 'tt0000001' }, { title: 'Beta' }],
        nominees: [{ name: 'Ann', imdbId: 'nm0000001' }, { name: 'Bob' }],
      },
      { movies: [{ title: '=Gamma' }], detail: 'Song', nominees: [{ name: 'Kodak', kind: 'unknown' }] },
      { citation: 'For all' },
    ]),
  );

  test('is shown by its categories, winners marked', () => {
    expect(String(showText({ ...held, date: '2020-03-10' }, 80, style))).toMatchInlineSnapshot(`
      "Festival 2020 · 10 March 2020

      Directing
      ★  Alpha + Beta  Ann, Bob (pending)
         =Gamma        Kodak               Song
      "
    `);
    expect(String(showText(held, 20, style))).toMatchInlineSnapshot(`
      "Festival 2020 · 2020

      Directing
      ★  Alpha +…  Ann, Bo…
         =Gamma    Kodak     Song
      "
    `);
    expect(String(showText(held, 80, makeStyle(true)))).toContain('\u001b[32m★');
  });

  test('is a table for spreadsheets, a line a nominee', () => {
    expect(String(showCsv(held)).replaceAll(/[0-9a-f-]{36}/g, 'ID')).toMatchInlineSnapshot(`
      "organization,year,instance,category,nomination_id,position,won,movies,movie_imdb_ids,detail,nominee_kind,nominee,nominee_imdb_id
      festival,2020,1,Directing,ID,1,true,Alpha|Beta,tt0000001|,,person,Ann,nm0000001
      festival,2020,1,Directing,ID,1,true,Alpha|Beta,tt0000001|,,person,Bob,
      festival,2020,1,Directing,ID,2,false,'=Gamma,,Song,unknown,Kodak,
      festival,2020,1,Directing,ID,3,false,,,,,,"
    `);
  });
});

describe('what ceremonies are there', () => {
  const status: CeremonyStatus = {
    organization: 'oscars',
    year: 2024,
    instance: 1,
    number: 96,
    ceremony: '96th Academy Awards',
    expectedNominations: 120,
    nominations: 119,
    winners: 23,
    expectedPeopleNominations: 44,
    peopleNominations: 43,
    linkedPeopleNominations: 42,
    pending: 1,
    waiting: 2,
    lastOutcome: 'complete',
    lastFinishedAt: '2024-03-11T01:02:03.000Z',
  };
  const festival: CeremonyStatus = {
    ...status,
    organization: 'festival',
    ceremony: 'Festival',
    instance: 2,
    expectedNominations: null,
    expectedPeopleNominations: null,
    lastOutcome: null,
    lastFinishedAt: null,
  };
  const pending: PendingCredit[] = [
    ['96th', 'Sound', 'A'],
    ['96th', 'Sound', 'B'],
    ['96th', 'Song', 'C'],
    ['97th', 'Song', 'D'],
  ].map(([ceremony = '', category = '', name = '']) => ({
    organization: 'oscars',
    year: 2024,
    instance: 1,
    ceremony,
    category,
    kind: 'person',
    name,
    nominationId: '',
  }));
  const answers = { tmdb: 3, old: 0, snapshot: 2, missing: 1, waiting: 4 };

  test('is said in a line each', () => {
    expect(String(statusText([status, festival], null, null, null, 'films', whole))).toMatchInlineSnapshot(`
      "ceremony               year  nominations  people  winners  pending  waiting  last run
      96th Academy Awards    2024      119/120   42/44       23        1        2  2024-03-11 complete
      Festival             2024/2          119   42/43       23        1        2  never"
    `);
  });

  test('with who is pending, and whose answers are stored', () => {
    expect(String(statusText([status], pending, answers, null, 'films', whole))).toMatchInlineSnapshot(`
      "ceremony             year  nominations  people  winners  pending  waiting  last run
      96th Academy Awards  2024      119/120   42/44       23        1        2  2024-03-11 complete

      10 people and movies: 3 from TMDb, 2 from the bundled snapshot, 1 not known to TMDb, 4 not answered yet
      A run with a token asks TMDb for those of the snapshot and the old ones.

      Pending, credited without an IMDb ID:
        96th
          Sound
            ? A
            ? B
          Song
            ? C
        97th
          Song
            ? D"
    `);
    expect(String(statusText([status], [], { ...answers, snapshot: 0 }, null, 'films', whole))).toMatchInlineSnapshot(`
      "ceremony             year  nominations  people  winners  pending  waiting  last run
      96th Academy Awards  2024      119/120   42/44       23        1        2  2024-03-11 complete

      8 people and movies: 3 from TMDb, 1 not known to TMDb, 4 not answered yet

      Nobody is pending."
    `);
    expect(String(statusText([status], null, { ...answers, snapshot: 0, old: 1 }, null, 'films', whole))).toContain(
      'A run with a token asks',
    );
  });

  test('with what one organization has twice', () => {
    const twice = [status, { ...status, organization: 'ampas', year: 2023 }];
    expect(String(statusText(twice, null, null, null, 'films', whole))).toMatchInlineSnapshot(`
      "ceremony             year  nominations  people  winners  pending  waiting  last run
      96th Academy Awards  2024      119/120   42/44       23        1        2  2024-03-11 complete
      96th Academy Awards  2023      119/120   42/44       23        1        2  2024-03-11 complete

      ! oscars and ampas are one organization; once oscars has its ceremonies, those of the other can go:
        oscars-import remove 2023 --organization ampas"
    `);
  });

  test('is nothing yet', () => {
    expect(String(statusText([], null, null, null, 'films', whole))).toBe(
      'No ceremonies yet · database: films\nImport one with: oscars-import 2024',
    );
  });

  test('with what is missing and odd', () => {
    const edition = (year: number | null, number: number | null, source: number | null, instance = 1) => ({
      organization: 'oscars',
      year,
      instance,
      number,
      source,
    });
    const sources = [
      {
        organization: 'oscars',
        option: ['--file', 'all.csv'] as const,
        editions: [
          edition(1930, 2, 0),
          edition(1930, 3, 0, 2),
          edition(1931, 4, 0),
          edition(1932, 5, 0),
          edition(1940, 12, 0),
        ],
      },
    ];
    const missing = [
      edition(1931, 4, 0),
      edition(1932, 5, 0),
      edition(1940, 12, 0),
      edition(1930, 3, 0, 2),
      edition(1990, 62, null),
    ];
    const groups = groupMissing(
      missing as never,
      sources as never,
      [{ organization: 'oscars', option: ['--from', 'oscar_data'] }],
      typed,
    );
    expect(groups.map(({ command }) => command)).toEqual([
      'oscars-import 1931-1932,1940,1930/2 --file all.csv',
      'oscars-import 62nd --from oscar_data',
    ]);
    const none = groupMissing(
      missing as never,
      sources as never,
      [{ organization: 'oscars', option: ['--file', 'all.csv'] }],
      typed,
    );
    const odd = { organization: 'oscars', year: 2024, instance: 1, ceremony: '96th', subjects: [], present: 3, of: 20 };
    const oddities = [
      { ...odd, kind: 'few-nominations' },
      { ...odd, kind: 'no-winner' },
      { ...odd, ceremony: '97th', kind: 'no-winner' },
    ] as const;
    expect(missingLines(none, oddities, style).join('\n')).toMatchInlineSnapshot(`
      "
      Missing:
        oscars: 3rd-5th, 12th · 1930-1932, 1940
          oscars-import 1931-1932,1940,1930/2 --file all.csv
        oscars: 62nd · 1990
          no copy in the cache has it

      What looks wrong, and may be right:
        96th (2024)
          ? 3 nominations, where about 20 are usual
          ? nobody has won yet
        97th (2024)
          ? nobody has won yet"
    `);
    expect(missingLines([], [], style).join('\n')).toMatchInlineSnapshot(`
      "
      No ceremony is missing, as far as numbers and the copies in the cache tell.

      Nothing looks wrong."
    `);
  });

  test.each([
    ['few-nominations', [], 1, 20, '1 nomination, where about 20 are usual'],
    ['no-winner', [], 0, 20, 'nobody has won yet'],
    ['no-winner', ['A', 'B', 'C'], 3, 20, 'no winner in A, B, C'],
    [
      'several-winners',
      ['A', 'B', 'C', 'D'],
      4,
      20,
      'several winners in 4 of 20 categories: A, B, C and others: a tie, or one too many',
    ],
    ['released-after', ['A'], 1, 20, 'released after it: A; is the IMDb ID that of another movie?'],
  ] as const)('odd is %s of %s', (kind, subjects, present, of, expected) => {
    expect(oddityText({ organization: '', year: 1, instance: 1, ceremony: '', kind, subjects, present, of })).toBe(
      expected,
    );
  });
});

describe('the runs', () => {
  const run: PastRun = {
    organization: 'oscars',
    year: 2024,
    instance: 1,
    ceremony: '96th',
    startedAt: '2024-03-11T01:02:03.000Z',
    finishedAt: '2024-03-11T01:02:05.500Z',
    seconds: 2.456,
    outcome: 'complete',
    counts: { added: 120, changed: 1, removed: 2 },
    tmdbRequests: 258,
    tmdbRetries: 0,
    sourceSha256: '0123456789abcdef',
    programVersion: '1.0.0',
  };
  test('are a line each', () => {
    expect(
      String(historyText([run, { ...run, counts: {}, outcome: 'incomplete' }], 'films', whole)),
    ).toMatchInlineSnapshot(`
      "finished (UTC)    ceremony  outcome     added  changed  removed  requests  seconds  version  source
      2024-03-11 01:02  96th      complete      120        1        2       258      2.5  1.0.0    01234567
      2024-03-11 01:02  96th      incomplete      0        0        0       258      2.5  1.0.0    01234567"
    `);
    const named = { ...run, ceremony: 'The 96th Academy Awards of Motion Picture Arts' };
    expect(String(historyText([named], 'films', { ...whole, columns: 80 }))).toMatchInlineSnapshot(`
      "finished (UTC)    ceremony                     outcome   added  changed  removed
      2024-03-11 01:02  The 96th Academy Awards of…  complete    120        1        2"
    `);
    expect(String(historyText([named], 'films', { ...whole, columns: 50 }))).toMatchInlineSnapshot(`
      "finished (UTC)    ceremony  outcome   added  changed  removed
      2024-03-11 01:02  The 96t…  complete    120        1        2"
    `);
    expect(String(historyText([], 'films', whole))).toBe(
      'No runs yet · database: films\nImport a ceremony with: oscars-import 2024',
    );
  });
});

describe('an answer of SQL', () => {
  const columns = ['n', 'name', 'name', 'name (2)'].map((name) => ({ name, isNumber: name === 'n' }));
  const answer = {
    columns,
    rows: [
      [1, 'a', { json: '{"a":1}' }, null],
      [-22, '-b', true, 'x'],
    ],
  };
  test('is a table', () => {
    expect(String(queryText(answer, { columns: 80, style }))).toMatchInlineSnapshot(`
      "  n  name  name     name (2)
        1  a     {"a":1}
      -22  -b    true     x
      2 rows"
    `);
    expect(String(queryText({ columns, rows: [] }, { columns: 80, style }))).toContain('0 rows');
  });
  test('is CSV', () => {
    expect(String(queryCsv(answer))).toMatchInlineSnapshot(`
      "n,name,name,name (2)
      1,a,"{""a"":1}",
      -22,'-b,true,x"
    `);
  });
  test('is JSON, of which no column is lost', () => {
    expect(queryJson(answer)).toEqual({
      columns: ['n', 'name', 'name (3)', 'name (2)'],
      rows: [
        { n: 1, name: 'a', 'name (3)': { a: 1 }, 'name (2)': null },
        { n: -22, name: '-b', 'name (3)': true, 'name (2)': 'x' },
      ],
    });
  });
});

test('a cell that a spreadsheet would take for a formula is text, and a number is one', () => {
  const cells = ['=1+1', '+a', '-a', '@a', '-1', '+1.5', '-1e-5', '-1x', 'x-1', 'a,b', 'a"b', 'a\nb', 5, true];
  expect(String(csvText([cells]))).toMatchInlineSnapshot(
    `"'=1+1,'+a,'-a,'@a,-1,+1.5,-1e-5,'-1x,x-1,"a,b","a""b",a\\u{a}b,5,true"`,
  );
});

test('a set-up is said in a line each, with what to do', () => {
  const finding = (subject: string, isGood: boolean, remedy: string | null) =>
    ({ area: 'database', subject, isGood, found: 'so', remedy }) as const;
  expect(
    String(doctorText([finding('encoding', true, null), finding('rights', false, 'GRANT')], style)),
  ).toMatchInlineSnapshot(`
    "✔ encoding  so
    ✘ rights    so
                GRANT
    1 of 2 need attention."
  `);
  expect(String(doctorText([finding('rights', true, null)], style))).toContain('Everything works.');
});

describe('the changes of the credits of a nomination', () => {
  const row = (movies: [string, number?][], nominees: [string, number?][]) => {
    const one = {
      movies: movies.map(([title, id]) => ({ title, ...(id && { imdbId: `tt000000${id}` }) })),
      nominees: nominees.map(([name, id]) => ({ name, ...(id && { imdbId: `nm000000${id}` }) })),
    };
    return stored(ceremonyOf([one])).nominations[0] as StoredNomination;
  };
  test.each<[string, [string, number?][], [string, number?][], string[]]>([
    ['nothing', [['Ann', 1]], [['Ann', 1]], []],
    ['another name', [['Ann', 1]], [['Anna', 1]], ['nominee 1 renamed Ann (nm0000001) → Anna (nm0000001)']],
    ['another ID', [['Ann', 1]], [['Ann', 2]], ['nominee 1 relinked Ann (nm0000001) → Ann (nm0000002)']],
    ['somebody else', [['Ann', 1]], [['Bob', 2]], ['nominee 1 replaced Ann (nm0000001) → Bob (nm0000002)']],
    [
      'somebody more',
      [['Ann', 1]],
      [
        ['Bob', 2],
        ['Ann', 1],
      ],
      ['nominee 1 added null → Bob (nm0000002)'],
    ],
    [
      'somebody less',
      [
        ['Bob', 2],
        ['Ann', 1],
      ],
      [['Ann', 1]],
      ['nominee 1 removed Bob (nm0000002) → null'],
    ],
    [
      'the order',
      [
        ['Bob', 2],
        ['Ann', 1],
      ],
      [
        ['Ann', 1],
        ['Bob', 2],
      ],
      ['order of nominees reordered Bob, Ann → Ann, Bob'],
    ],
    [
      'order and name',
      [
        ['Bob', 2],
        ['Ann', 1],
      ],
      [
        ['Anna', 1],
        ['Bob', 2],
      ],
      ['nominee 1 renamed Ann (nm0000001) → Anna (nm0000001)', 'order of nominees reordered Bob, Ann → Anna, Bob'],
    ],
    [
      'an ID that was pending',
      [['Ann'], ['Bob']],
      [['bob', 2], ['Ann']],
      ['nominee 1 replaced Bob (pending) → bob (nm0000002)', 'order of nominees reordered Ann, Bob → bob, Ann'],
    ],
    [
      'all of them',
      [
        ['Ann', 1],
        ['Bob', 2],
      ],
      [['Cy', 3]],
      ['nominee 1 replaced Ann (nm0000001) → Cy (nm0000003)', 'nominee 2 removed Bob (nm0000002) → null'],
    ],
  ])('%s', (_, before, after, expected) => {
    const said = creditChanges(row([['Alpha']], before), row([['Alpha']], after));
    expect(said.map(({ field, kind, before: old, after: now }) => `${field} ${kind} ${old} → ${now}`)).toEqual(
      expected,
    );
    const movies = creditChanges(row(before, []), row(after, []));
    expect(movies.map(({ kind }) => kind)).toEqual(said.map(({ kind }) => kind));
    expect(movies.every(({ field }) => /^movie \d$|^order of movies$/.test(field))).toBe(true);
  });

  test("a movie's year", () => {
    const of = (year: number) =>
      stored(ceremonyOf([{ movies: [{ title: 'Alpha', year }] }])).nominations[0] as StoredNomination;
    expect(creditChanges(of(1999), of(2000))).toEqual([
      { field: 'movie 1', kind: 'changed', before: 'Alpha (1999, pending)', after: 'Alpha (2000, pending)' },
    ]);
  });
});

describe('a long text is cut', () => {
  test('in the middle', () => {
    const long = `${'a'.repeat(70)} ${'b'.repeat(70)}`;
    expect(cutMiddle(long)).toBe(`${'a'.repeat(59)}…${'b'.repeat(59)}`);
    expect(cutMiddle('a'.repeat(120))).toBe('a'.repeat(120));
    expect(cutMiddle('a'.repeat(121))).toHaveLength(119);
    expect(cutMiddle('a b c d e f', 5)).toBe('a…f');
  });
  test('to what differs from another', () => {
    const [same, end] = ['s'.repeat(50), 'e'.repeat(50)];
    expect(shorten(`${same}1${end}`, `${same}22${end}`)).toEqual([
      `…${'s'.repeat(20)}1${'e'.repeat(20)}…`,
      `…${'s'.repeat(20)}22${'e'.repeat(20)}…`,
    ]);
    expect(shorten('short', 'shorter')).toEqual(['short', 'shorter']);
    expect(shorten(`a${end}${end}`, `b${end}${end}`)).toEqual([`a${'e'.repeat(20)}…`, `b${'e'.repeat(20)}…`]);
    expect(shorten(`${same}${same}a`, `${same}${same}b`)).toEqual([`…${'s'.repeat(20)}a`, `…${'s'.repeat(20)}b`]);
    expect(shorten(`${same}${same}`, `${same}${same}b`)).toEqual([`…${'s'.repeat(20)}`, `…${'s'.repeat(20)}b`]);
    expect(shorten('x'.repeat(60), 'y')).toEqual(['x'.repeat(60), 'y']);
    expect(shorten('x'.repeat(200), null)).toEqual([`${'x'.repeat(59)}…${'x'.repeat(59)}`, null]);
    expect(shorten(null, 'y')).toEqual([null, 'y']);
  });
});

describe('a command to run next', () => {
  const option = (flag: string, value: string | null = null) => ({ flag, value });
  const run: TypedCommand = {
    command: [],
    names: ['2024'],
    options: [
      option('--file', 'a b.json'),
      option('--data-dir', 'd'),
      option('--dry-run'),
      option('--prune'),
      option('--json'),
    ],
  };

  test('applies a dry run', () => {
    expect(applyCommand(run)).toBe("oscars-import 2024 --file 'a b.json' --data-dir d --prune --json");
    expect(applyCommand(run, ['--force'])).toBe(
      "oscars-import 2024 --file 'a b.json' --data-dir d --prune --json --force",
    );
    const planned = {
      ...run,
      options: [option('--dry-run'), option('--out', 'plan'), option('--schema', 's'), option('--quiet')],
    };
    expect(applyCommand(planned)).toBe('oscars-import --apply plan --schema s');
    expect(applyCommand(planned, ['--force'])).toBe(
      'oscars-import 2024 --dry-run --out plan --schema s --quiet --force',
    );
    expect([isOfPlan(run), isOfPlan({ ...run, options: [option('--apply', 'p')] })]).toEqual([false, true]);
  });

  test('imports one ceremony of several', () => {
    const one = heading(ceremonyOf([]));
    const next = { ...one, year: 2021 };
    const second = { ...one, instance: 2 };
    expect(commandToImport(run, one, [one], '--prune')).toBe(
      "oscars-import 2024 --file 'a b.json' --data-dir d --prune",
    );
    expect(commandToImport({ ...run, options: [option('--all')] }, one, [one], '--prune')).toBe(
      'oscars-import 2024 --all --prune',
    );
    expect(commandToImport({ ...run, options: [option('--all')] }, one, [one, next], '--prune')).toBe(
      'oscars-import 2020 --prune',
    );
    expect(commandToImport(run, one, [one, next], '--prune')).toBe(
      "oscars-import 2020 --file 'a b.json' --data-dir d --prune",
    );
    expect(commandToImport(run, second, [one, second], '--prune')).toBe(
      "oscars-import 2020/2 --file 'a b.json' --data-dir d --prune",
    );
    expect(commandToImport({ ...run, names: ['2020-2021'] }, one, [one, next], '-n')).toContain(
      'oscars-import 2020 --',
    );
    expect(commandToImport({ ...run, names: ['96th'] }, one, [one, next], '-n')).toContain('oscars-import 2020/1 --');
    expect(commandToImport({ ...run, command: ['verify'] }, one, [one, one], '--prune')).toBe(
      "oscars-import 2024 --file 'a b.json' --data-dir d --prune --json --prune",
    );
  });

  test('does what an error asks for', () => {
    expect(otherCommand(run, ['status'])).toBe('oscars-import status --data-dir d');
    expect(remedyCommand(run, { command: ['2024'] })).toBe('oscars-import 2024 --data-dir d');
    expect(remedyCommand(run, { with: ['--force'], without: ['--json'] })).toBe(
      "oscars-import 2024 --file 'a b.json' --data-dir d --dry-run --prune --force",
    );
    expect(remedyCommand({ ...run, command: ['show'] }, { names: ['1930/2'], without: ['--json'] })).toBe(
      "oscars-import show 1930/2 --file 'a b.json' --data-dir d --dry-run --prune",
    );
    expect(remedyCommand(run, { names: ['1930/2'], of: 'show', without: [] })).toContain('oscars-import show 1930/2 ');
  });

  test.each([
    ['plain/word-1.json', 'plain/word-1.json'],
    ['', "''"],
    ['a b', "'a b'"],
    ["it's", "'it'\\''s'"],
    ['=x', "'=x'"],
    ['a=x', 'a=x'],
    ['a\nb', "$'a\\012b'"],
    ["a\n'\\", "$'a\\012\\'\\\\'"],
    ['a\u202e', "$'a\\342\\200\\256'"],
    ['$x', "'$x'"],
  ])('has a word as a shell takes it: %j', (word, expected) => {
    expect(shellWord(word)).toBe(expected);
  });
});

describe('columns', () => {
  const show = (rows: string[][], layout: Parameters<typeof table>[1]) => table(rows, layout).map(String);
  test('line up, whatever is in them', () => {
    expect(
      show(
        [
          ['a', 'bbb', 'c'],
          ['宮崎', 'b', ''],
        ],
        { right: new Set([1]) },
      ),
    ).toEqual(['a     bbb  c', '宮崎    b']);
    expect(
      show(
        [
          ['a', ''],
          ['aaa', ''],
        ],
        {},
      ),
    ).toEqual(['a', 'aaa']);
    expect(show([[]], {})).toEqual(['']);
  });
  test('are cut where they are too wide, the widest first, and not to nothing', () => {
    const row = ['a'.repeat(20), 'b'.repeat(30), 'ccc'];
    const layout = { flexible: new Set([0, 1]) };
    expect(show([row], { ...layout, columns: 57 })).toEqual([row.join('  ')]);
    expect(show([row], { ...layout, columns: 50 })).toEqual([`${'a'.repeat(20)}  ${'b'.repeat(22)}…  ccc`]);
    expect(show([row], { ...layout, columns: 30 })).toEqual([`${'a'.repeat(10)}…  ${'b'.repeat(11)}…  ccc`]);
    expect(show([row], { ...layout, columns: 5 })).toEqual([`${'a'.repeat(7)}…  ${'b'.repeat(7)}…  ccc`]);
    expect(show([row], { columns: 5 })).toEqual([row.join('  ')]);
  });
  test('are cut between characters', () => {
    expect(String(truncate(text`${'宮崎駿'}`, 5))).toBe('宮崎…');
    expect(String(truncate(text`${'ab cd'}`, 4))).toBe('ab…');
    expect(String(truncate(text`${'abcd'}`, 4))).toBe('abcd');
  });
});

describe('words', () => {
  test('of dates, titles, counts and credits', () => {
    expect([longDate('2024-03-10'), longDate('1929-12-01')]).toEqual(['10 March 2024', '1 December 1929']);
    const named = (date: string | null, year: number | null) => titleOf({ name: 'F', date, year });
    expect([named('2024-03-10', 2024), named(null, 2024), named(null, null)]).toEqual([
      'F · 10 March 2024',
      'F · 2024',
      'F',
    ]);
    expect([countText(0, 'row'), countText(1, 'row'), countText(2, 'category', 'categories')]).toEqual([
      '0 rows',
      '1 row',
      '2 categories',
    ]);
    const [credits] =
      ceremonyOf([{ movies: [{ title: 'A' }, { title: 'B' }], nominees: [{ name: 'C' }, { name: 'D' }], detail: 'E' }])
        .categories[0]?.nominations ?? [];
    expect(credits && creditsText(credits)).toBe('A + B · C, D · E');
    expect(creditsText({ movies: [], nominees: [], detail: null })).toBe('');
  });
  test('of long lists', () => {
    const lines = Array.from({ length: 21 }, (_, at) => text`${at}`);
    expect(foldLines(lines, false).map(String).slice(-2)).toEqual(['19', '    and 1 more (--verbose shows all)']);
    expect(foldLines(lines.slice(1), false)).toHaveLength(20);
    expect(foldLines(lines, true)).toHaveLength(21);
    expect(foldLines(lines, false, 5)).toHaveLength(6);
  });
  test('are coloured where that is wanted', () => {
    const of = (paint: (inner: ReturnType<typeof text>) => ReturnType<typeof text>) => String(paint(text`x`));
    const { good, changed, bad, strong, faint } = makeStyle(true);
    expect([good, changed, bad, strong, faint].map(of)).toEqual(
      [32, 33, 31, 1, 2].map((code) => expect.stringContaining(`\u001b[${code}mx`)),
    );
    expect(Object.values(makeStyle(false)).map(of)).toEqual(['x', 'x', 'x', 'x', 'x']);
  });
});
