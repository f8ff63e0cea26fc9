import { describe, expect, test } from 'vitest';
import { ExpectedError } from '../../src/model/errors.ts';
import { answerText, dryRunJson, errorJson, importJson, verifyJson } from '../../src/report/json.ts';
import {
  dryRunReport,
  failureReport,
  importReport,
  type Report,
  type Source,
  showReport,
  verifyReport,
} from '../../src/report/report.ts';
import { reportMarkdown } from '../../src/report/report-markdown.ts';
import { pageText } from '../../src/report/report-page.ts';
import type { TypedCommand } from '../../src/report/suggested-command.ts';
import { ceremonyOf, stored } from '../support/ceremonies.ts';
import { dryRun, entities, failed, imported, importResult, person, verifyResult } from '../support/results.ts';

const typed: TypedCommand = { command: [], names: ['2020'], options: [{ flag: '--file', value: 'awards.json' }] };

const ann = { name: 'Ann One', imdbId: 'nm0000001' };
const won = { won: true, movies: [{ title: 'Alpha', imdbId: 'tt0000001' }], nominees: [ann], detail: 'Part' };
const lost = { movies: [{ title: 'Beta', imdbId: 'tt0000002' }], nominees: [{ name: 'Bob Two', imdbId: 'nm0000002' }] };
const pending = { movies: [{ title: 'Gamma' }], nominees: [{ name: 'Cy <Three>' }, { name: 'Dee', kind: 'unknown' }] };
const one = ceremonyOf([won, lost]);
const three = ceremonyOf([won, lost, pending]);
const other = { ...ceremonyOf([won], { name: 'Sound', kind: 'craft' }), year: 2021, name: 'Festival 2021' };
const changed = ceremonyOf([{ ...won, won: false, nominees: [{ ...ann, name: 'Ann O. One' }] }, lost, pending], {
  group: 'Makers',
});
const source = (...ceremonies: Source['ceremonies'][number]['ceremony'][]): Source => ({
  ceremonies: ceremonies.map((ceremony) => ({ ceremony, source: 'awards.json' })),
  remarks: ['a remark'],
});
const unanswered = entities({
  total: 9,
  known: 3,
  found: 2,
  missing: 1,
  failed: 1,
  waiting: 2,
  requests: 7,
  failures: [{ imdbId: 'nm0000002', name: 'Bob Two', reason: 'gone' }],
});
const refused = new ExpectedError('input', 'it is no ceremony', {
  problems: ['line 1: no year', 'line 2: no name'],
  hint: 'look at it',
  remedy: { command: ['2024'] },
});

const ofImport = () =>
  importReport(importResult([imported(three, null, stored(three))], { entities: unanswered }), source(three), typed);
const ofSeveral = () =>
  importReport(importResult([imported(one, stored(three)), failed(other, refused)]), source(one), typed);
const people = [{ action: 'add', after: person('nm0000001', 'Ann One') }] as const;
const ofDryRun = () => dryRunReport(dryRun(changed, stored(one), { people }), source(changed), typed);
const ofVerification = () => verifyReport(verifyResult(three, stored(one)), source(three), typed);
const ofFailure = () => failureReport(refused, typed);

describe('the report in Markdown', () => {
  const show = (report: Report, most = 1_000_000) => reportMarkdown(report, most);

  test('of an import', () => {
    expect(show(ofImport())).toMatchInlineSnapshot(`
      "## Import: Festival 2020

      **! INCOMPLETE 3 people nominations, 1 pending**

      |  |  |
      | --- | ---: |
      | database | films at localhost:5432 |
      | people and movies | 9 IDs: 3 known, 2 found, 1 missing, 1 without an answer, 2 waiting |
      | requests to TMDb | 7 |

      | ceremony | nominations | people | winners | pending |
      | --- | ---: | ---: | ---: | ---: |
      | Festival 2020 · 2020 | 3/3 | 2/3 | 1/1 | 2 |

      **Remarks**

      - a remark

      **No answer from TMDb**

      - nm0000002 Bob Two: gone

      ### Festival 2020 · 2020

      | category | nominations | people |
      | --- | ---: | ---: |
      | Directing | 3/3 | 3, 1 pending |

      **Pending**

      - Directing: Gamma
      - Directing: Cy &#60;Three&#62;


      "
    `);
  });

  test('of several, one of which failed', () => {
    expect(show(ofSeveral())).toMatchInlineSnapshot(`
      "## Import: 2 ceremonies

      **✘ FAILED 1/2 ceremonies**

      |  |  |
      | --- | ---: |
      | database | films at localhost:5432 |
      | people and movies | none with an ID |
      | requests to TMDb | 0 |

      | ceremony | nominations | people | winners | pending |
      | --- | ---: | ---: | ---: | ---: |
      | Festival 2020 · 2020 | 2/2 | 2/2 | 1/1 | 0 |

      **Remarks**

      - a remark

      ### Festival 2020 · 2020

      | category | nominations | people |
      | --- | ---: | ---: |
      | Directing | 2/2 | 2/2 |

      **In the database, but not in the file**

      - Directing · Gamma


      ### Festival 2021 · 2021

      **Error:** it is no ceremony

      **Problems**

      - line 1: no year
      - line 2: no name

      What to do: look at it: oscars\\-import 2024


      "
    `);
  });

  test('of a dry run', () => {
    expect(show(ofDryRun())).toMatchInlineSnapshot(`
      "## Dry run: Festival 2020

      **! Plan: 2 to add, 2 to change, 0 to delete, 2 unchanged\\.**

      |  |  |
      | --- | ---: |
      | database | films at localhost:5432 |
      | written | nothing |
      | people and movies | none with an ID |
      | requests to TMDb | 0 |

      **Remarks**

      - a remark

      ### Festival 2020 · 2020

      **Directing**

      - \`~\` the category itself
        - group: none → Makers
      - \`~\` Alpha · Ann One · Part \\(won\\)
        - nominee 1 \\(renamed\\): Ann One \\(nm0000001\\) → Ann O\\. One \\(nm0000001\\)
      - \`+\` Gamma · Cy &#60;Three&#62;, Dee


      **People**

      - \`+\` nm0000001 Ann One \\(TMDb 1\\)

      "
    `);
  });

  test('of a verification', () => {
    expect(show(ofVerification())).toMatchInlineSnapshot(`
      "## Verification: Festival 2020

      **✘ DIFFERENT 2/3 people nominations**

      |  |  |
      | --- | ---: |
      | database | films at localhost:5432 |

      | ceremony | nominations | people | winners | pending |
      | --- | ---: | ---: | ---: | ---: |
      | Festival 2020 · 2020 | 2/3 | 2/3 | 1/1 | 0 |

      **Remarks**

      - a remark

      ### Festival 2020 · 2020

      | category | nominations | people |
      | --- | ---: | ---: |
      | Directing | 2/3 | 2/3 |

      **Not as the file says**

      - Directing · Gamma · Cy &#60;Three&#62;, Dee: missing


      "
    `);
  });

  test('of a run that failed before there was anything to report', () => {
    expect(show(ofFailure())).toMatchInlineSnapshot(`
      "## oscars\\-import

      **✘ FAILED**

      **Error:** it is no ceremony

      **Problems**

      - line 1: no year
      - line 2: no name

      What to do: look at it: oscars\\-import 2024

      "
    `);
    expect(show(failureReport(new Error('a bug'), typed))).toMatchInlineSnapshot(`
      "## oscars\\-import

      **✘ FAILED**

      **Error:** a bug

      "
    `);
  });

  const names = (count: number) => Array.from({ length: count }, (_, at) => `name ${at}`);

  test('folds a list of more than ten', () => {
    expect(show({ ...ofFailure(), errors: [], remarks: names(10) })).not.toContain('<details>');
    expect(show({ ...ofFailure(), errors: [], remarks: names(11) })).toMatchInlineSnapshot(`
      "## oscars\\-import

      **✘ FAILED**

      <details>
      <summary>Remarks: 11</summary>

      - name 0
      - name 1
      - name 2
      - name 3
      - name 4
      - name 5
      - name 6
      - name 7
      - name 8
      - name 9
      - name 10

      </details>

      "
    `);
  });

  test('is cut where it is too long, and closes what is open', () => {
    expect(show({ ...ofFailure(), errors: [], remarks: names(30) }, 420)).toMatchInlineSnapshot(`
      "## oscars\\-import

      **✘ FAILED**

      <details>
      <summary>Remarks: 30</summary>

      - name 0
      - name 1
      - name 2
      - name 3
      - name 4
      - name 5
      - name 6
      - name 7
      - name 8
      - name 9
      - name 10
      - name 11
      - name 12
      - name 13
      - name 14

      </details>

      … and 18 more lines
      "
    `);
    expect(show({ ...ofFailure(), errors: [], remarks: names(30) }, 260)).toMatchInlineSnapshot(`
      "## oscars\\-import

      **✘ FAILED**

      <details>

      </details>

      … and 35 more lines
      "
    `);
    const whole = show(ofImport());
    expect(show(ofImport(), Buffer.byteLength(whole) + 200)).toBe(whole);
    expect(show(ofImport(), Buffer.byteLength(whole) + 199)).toMatch(/… and 1 more lines\n$/);
  });
});

describe('the page', () => {
  const show = (report: Report) => {
    const page = String(pageText(report));
    const header = page.slice(page.indexOf('<header>'), page.indexOf('<form'));
    return `${header}${page.slice(page.indexOf('<main'), page.indexOf('<footer>'))}`;
  };

  test('of an import', () => {
    expect(show(ofImport())).toMatchInlineSnapshot(`
      "<header>
      <h1>Import: Festival 2020</h1>
      <p class="verdict changed">INCOMPLETE 3 people nominations, 1 pending</p>
      <dl><div><dt>database</dt><dd>films at localhost:5432</dd></div><div><dt>people and movies</dt><dd>9 IDs: 3 known, 2 found, 1 missing, 1 without an answer, 2 waiting</dd></div><div><dt>requests to TMDb</dt><dd>7</dd></div></dl>
      <main id="content" tabindex="-1">

      <section><h2>Remarks</h2><ul><li>a remark</li></ul></section>
      <section><h2>No answer from TMDb</h2><ul><li>nm0000002 Bob Two: gone</li></ul></section>


      <section class="ceremony"><h2>Festival 2020 · 2020</h2>
      <p class="source">from awards.json</p>

      <h3>Verification</h3>
      <div class="wide"><table><thead><tr><th scope="col">what</th><th scope="col">nominations</th><th scope="col">people linked</th><td></td></tr></thead>
      <tbody><tr><th scope="row">Directing</th><td>3/3</td><td>2/3</td><td><span class="bar" aria-hidden="true"><span style="width:67%"></span></span></td></tr><tr><th scope="row">People nominations</th><td>3/3</td><td>2/3</td><td><span class="bar" aria-hidden="true"><span style="width:67%"></span></span></td></tr><tr><th scope="row">All 1 categories</th><td>3/3</td><td>2/3</td><td><span class="bar" aria-hidden="true"><span style="width:67%"></span></span></td></tr></tbody></table></div>
      <p>Winners 1/1 · movies linked 2/3 · pending 2</p>


      <h4>Pending: credited without an IMDb ID</h4><ul><li>Directing: Gamma</li><li>Directing: Cy &#60;Three&#62;</li></ul>

      <h3>Nominations</h3><div class="categories"><section class="category"><h4>Directing</h4>
      <p class="tally"><span class="bar" aria-hidden="true"><span style="width:67%"></span></span> 4/6 linked</p>
      <ul><li class="nomination won"><span class="tag winner">★ Winner</span> <cite>Alpha</cite> · <span>Ann One</span> · <span class="detail">Part</span></li><li class="nomination"><cite>Beta</cite> · <span>Bob Two</span></li><li class="nomination"><cite>Gamma</cite> · <span>Cy &#60;Three&#62; <span class="tag pending">pending</span>, Dee</span></li></ul></section></div></section>
      </main>
      "
    `);
  });

  test('of several, one of which failed', () => {
    expect(show(ofSeveral())).toMatchInlineSnapshot(`
      "<header>
      <h1>Import: 2 ceremonies</h1>
      <p class="verdict bad">FAILED 1/2 ceremonies</p>
      <dl><div><dt>database</dt><dd>films at localhost:5432</dd></div><div><dt>people and movies</dt><dd>none with an ID</dd></div><div><dt>requests to TMDb</dt><dd>0</dd></div></dl>
      <main id="content" tabindex="-1">

      <section><h2>Remarks</h2><ul><li>a remark</li></ul></section>



      <details class="ceremony"><summary><h2>Festival 2020 · 2020</h2></summary>
      <p class="source">from awards.json</p>

      <h3>Verification</h3>
      <div class="wide"><table><thead><tr><th scope="col">what</th><th scope="col">nominations</th><th scope="col">people linked</th><td></td></tr></thead>
      <tbody><tr><th scope="row">Directing</th><td>2/2</td><td>2/2</td><td><span class="bar" aria-hidden="true"><span style="width:100%"></span></span></td></tr><tr><th scope="row">People nominations</th><td>2/2</td><td>2/2</td><td><span class="bar" aria-hidden="true"><span style="width:100%"></span></span></td></tr><tr><th scope="row">All 1 categories</th><td>2/2</td><td>2/2</td><td><span class="bar" aria-hidden="true"><span style="width:100%"></span></span></td></tr></tbody></table></div>
      <p>Winners 1/1 · movies linked 2/2 · pending 0</p>

      <h4>In the database, but not in the file</h4><ul><li>Directing · Gamma</li></ul>


      <h3>Nominations</h3><div class="categories"><section class="category"><h4>Directing</h4>
      <p class="tally"><span class="bar" aria-hidden="true"><span style="width:100%"></span></span> 4/4 linked</p>
      <ul><li class="nomination won"><span class="tag winner">★ Winner</span> <cite>Alpha</cite> · <span>Ann One</span> · <span class="detail">Part</span></li><li class="nomination"><cite>Beta</cite> · <span>Bob Two</span></li></ul></section></div></details><details class="ceremony"><summary><h2>Festival 2021 · 2021</h2></summary>
      <p class="source">from awards.json</p>
      <div class="error"><p><strong>Error:</strong> it is no ceremony</p><ul><li>line 1: no year</li><li>line 2: no name</li></ul><p>What to do: look at it: oscars-import 2024</p></div>


      </details>
      </main>
      "
    `);
  });

  test('of a dry run', () => {
    expect(show(ofDryRun())).toMatchInlineSnapshot(`
      "<header>
      <h1>Dry run: Festival 2020</h1>
      <p class="verdict changed">Plan: 2 to add, 2 to change, 0 to delete, 2 unchanged.</p>
      <dl><div><dt>database</dt><dd>films at localhost:5432</dd></div><div><dt>written</dt><dd>nothing</dd></div><div><dt>people and movies</dt><dd>none with an ID</dd></div><div><dt>requests to TMDb</dt><dd>0</dd></div></dl>
      <main id="content" tabindex="-1">

      <section><h2>Remarks</h2><ul><li>a remark</li></ul></section>

      <section><h2>People</h2><details><summary>1 to be written</summary><ul class="diff"><li class="add"><span class="tag">added</span> nm0000001 Ann One (TMDb 1)</li></ul></details></section>

      <section class="ceremony"><h2>Festival 2020 · 2020</h2>
      <p class="source">from awards.json</p>


      <h3>Changes</h3>

      <h4>Directing</h4><ul class="diff"><li class="update"><span class="tag">changed</span> the category itself<ul><li><b>group</b>: <del>none</del> → <ins>Makers</ins></li></ul></li><li class="update"><span class="tag">changed</span> Alpha · Ann One · Part (won)<ul><li><b>nominee 1</b> (renamed): <del>Ann One (nm0000001)</del> → <ins>Ann O. One (nm0000001)</ins></li></ul></li><li class="add"><span class="tag">added</span> Gamma · Cy &#60;Three&#62;, Dee</li></ul>
      <h3>Nominations</h3><div class="categories"><section class="category"><h4>Directing</h4>
      <p class="tally"><span class="bar" aria-hidden="true"><span style="width:67%"></span></span> 4/6 linked</p>
      <ul><li class="nomination"><cite>Alpha</cite> · <span>Ann O. One</span> · <span class="detail">Part</span></li><li class="nomination"><cite>Beta</cite> · <span>Bob Two</span></li><li class="nomination"><cite>Gamma</cite> · <span>Cy &#60;Three&#62; <span class="tag pending">pending</span>, Dee</span></li></ul></section></div></section>
      </main>
      "
    `);
    expect(show(dryRunReport(dryRun(one, stored(one)), source(one), typed))).toMatchInlineSnapshot(`
      "<header>
      <h1>Dry run: Festival 2020</h1>
      <p class="verdict good">No changes. The database matches awards.json.</p>
      <dl><div><dt>database</dt><dd>films at localhost:5432</dd></div><div><dt>written</dt><dd>nothing</dd></div><div><dt>people and movies</dt><dd>none with an ID</dd></div><div><dt>requests to TMDb</dt><dd>0</dd></div></dl>
      <main id="content" tabindex="-1">

      <section><h2>Remarks</h2><ul><li>a remark</li></ul></section>



      <section class="ceremony"><h2>Festival 2020 · 2020</h2>
      <p class="source">from awards.json</p>


      <h3>Changes</h3><p>None.</p>
      <h3>Nominations</h3><div class="categories"><section class="category"><h4>Directing</h4>
      <p class="tally"><span class="bar" aria-hidden="true"><span style="width:100%"></span></span> 4/4 linked</p>
      <ul><li class="nomination won"><span class="tag winner">★ Winner</span> <cite>Alpha</cite> · <span>Ann One</span> · <span class="detail">Part</span></li><li class="nomination"><cite>Beta</cite> · <span>Bob Two</span></li></ul></section></div></section>
      </main>
      "
    `);
  });

  test('of a verification', () => {
    expect(show(ofVerification())).toMatchInlineSnapshot(`
      "<header>
      <h1>Verification: Festival 2020</h1>
      <p class="verdict bad">DIFFERENT 2/3 people nominations</p>
      <dl><div><dt>database</dt><dd>films at localhost:5432</dd></div></dl>
      <main id="content" tabindex="-1">

      <section><h2>Remarks</h2><ul><li>a remark</li></ul></section>



      <section class="ceremony"><h2>Festival 2020 · 2020</h2>
      <p class="source">from awards.json</p>

      <h3>Verification</h3>
      <div class="wide"><table><thead><tr><th scope="col">what</th><th scope="col">nominations</th><th scope="col">people linked</th><td></td></tr></thead>
      <tbody><tr><th scope="row">Directing</th><td>2/3</td><td>2/3</td><td><span class="bar" aria-hidden="true"><span style="width:67%"></span></span></td></tr><tr><th scope="row">People nominations</th><td>2/3</td><td>2/3</td><td><span class="bar" aria-hidden="true"><span style="width:67%"></span></span></td></tr><tr><th scope="row">All 1 categories</th><td>2/3</td><td>2/3</td><td><span class="bar" aria-hidden="true"><span style="width:67%"></span></span></td></tr></tbody></table></div>
      <p>Winners 1/1 · movies linked 2/3 · pending 0</p>
      <h4>Not as the file says</h4><ul><li>Directing · Gamma · Cy &#60;Three&#62;, Dee: missing</li></ul>



      <h3>Nominations</h3><div class="categories"><section class="category"><h4>Directing</h4>
      <p class="tally"><span class="bar" aria-hidden="true"><span style="width:67%"></span></span> 4/6 linked</p>
      <ul><li class="nomination won"><span class="tag winner">★ Winner</span> <cite>Alpha</cite> · <span>Ann One</span> · <span class="detail">Part</span></li><li class="nomination"><cite>Beta</cite> · <span>Bob Two</span></li><li class="nomination"><cite>Gamma</cite> · <span>Cy &#60;Three&#62; <span class="tag pending">pending</span>, Dee</span></li></ul></section></div></section>
      </main>
      "
    `);
  });

  test('of a ceremony that is stored', () => {
    expect(show(showReport(stored(three), 'films'))).toMatchInlineSnapshot(`
      "<header>
      <h1>Festival 2020</h1>
      <p class="verdict good">3 nominations in 1 category</p>
      <dl><div><dt>database</dt><dd>films</dd></div><div><dt>winners</dt><dd>1</dd></div></dl>
      <main id="content" tabindex="-1">





      <section class="ceremony"><h2>Festival 2020 · 2020</h2>




      <h3>Nominations</h3><div class="categories"><section class="category"><h4>Directing</h4>
      <p class="tally"><span class="bar" aria-hidden="true"><span style="width:67%"></span></span> 4/6 linked</p>
      <ul><li class="nomination won"><span class="tag winner">★ Winner</span> <cite>Alpha</cite> · <span>Ann One</span> · <span class="detail">Part</span></li><li class="nomination"><cite>Beta</cite> · <span>Bob Two</span></li><li class="nomination"><cite>Gamma</cite> · <span>Cy &#60;Three&#62; <span class="tag pending">pending</span>, Dee</span></li></ul></section></div></section>
      </main>
      "
    `);
  });

  test('of a run that failed before there was anything to report', () => {
    expect(show(ofFailure())).toMatchInlineSnapshot(`
      "<header>
      <h1>oscars-import</h1>
      <p class="verdict bad">FAILED</p>
      <dl></dl>
      <main id="content" tabindex="-1">
      <section><h2>What went wrong</h2><div class="error"><p><strong>Error:</strong> it is no ceremony</p><ul><li>line 1: no year</li><li>line 2: no name</li></ul><p>What to do: look at it: oscars-import 2024</p></div></section>





      </main>
      "
    `);
  });

  test('is a whole one, in which nothing is asked from elsewhere', () => {
    const page = String(pageText(ofFailure()));
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain('<title>oscars-import</title>');
    expect(page).toContain("default-src 'none'");
    expect(page).toMatch(/<\/html>$/);
  });
});

describe('a run in short', () => {
  const inShort = ({ title, state, verdict }: Report) => `${title} · ${state} · ${verdict}`;
  test.each([
    ['an import', ofImport, 'Import: Festival 2020 · changed · INCOMPLETE 3 people nominations, 1 pending'],
    [
      'a good import',
      () => importReport(importResult([imported(one)]), source(one), typed),
      'Import: Festival 2020 · good · PASS 2/2 people nominations',
    ],
    ['several', ofSeveral, 'Import: 2 ceremonies · bad · FAILED 1/2 ceremonies'],
    [
      'a dry run',
      ofDryRun,
      'Dry run: Festival 2020 · changed · Plan: 2 to add, 2 to change, 0 to delete, 2 unchanged.',
    ],
    [
      'a dry run of nothing',
      () => dryRunReport(dryRun(one, stored(one)), source(one), typed),
      'Dry run: Festival 2020 · good · No changes. The database matches awards.json.',
    ],
    [
      'a dry run of what cannot be read',
      () => dryRunReport(dryRun(one, stored(one), { failed: [failed(other)] }), source(one), typed),
      'Dry run: Festival 2020 · bad · No changes of what could be read.',
    ],
    ['a verification', ofVerification, 'Verification: Festival 2020 · bad · DIFFERENT 2/3 people nominations'],
    [
      'a good verification',
      () => verifyReport(verifyResult(one, stored(one)), source(one), typed),
      'Verification: Festival 2020 · good · PASS 2/2 people nominations',
    ],
    [
      'a verification of what cannot be read',
      () => verifyReport(verifyResult(one, stored(one), [failed(other)]), source(one), typed),
      'Verification: 2 ceremonies · bad · FAILED 1/2 ceremonies',
    ],
    ['what is stored', () => showReport(stored(three), 'films'), 'Festival 2020 · good · 3 nominations in 1 category'],
  ])('%s', (_, report, expected) => {
    expect(inShort(report())).toBe(expected);
  });
});

describe('the answer as JSON', () => {
  const show = (answer: { command: string }) => String(answerText(answer, 0));

  test('of an import', () => {
    const result = importResult([imported(one, stored(three)), failed(other, refused)], { entities: unanswered });
    expect(show(importJson(result, typed))).toMatchInlineSnapshot(`
      "{
        "format": 1,
        "command": "import",
        "database": "films at localhost:5432",
        "tmdb": {
          "source": "tmdb",
          "ids": 9,
          "known": 3,
          "found": 2,
          "missing": 1,
          "waiting": 2,
          "failed": 1,
          "requests": 7,
          "retries": 0,
          "failures": [
            {
              "imdbId": "nm0000002",
              "name": "Bob Two",
              "reason": "gone"
            }
          ]
        },
        "ceremonies": [
          {
            "organization": "festival",
            "year": 2020,
            "instance": 1,
            "number": null,
            "name": "Festival 2020",
            "date": null,
            "source": "awards.json",
            "status": "imported",
            "ceremony": "same",
            "categories": {
              "added": 0,
              "changed": 0,
              "unchanged": 1
            },
            "nominations": {
              "added": 0,
              "changed": 0,
              "unchanged": 2,
              "removed": 0
            },
            "verification": {
              "exact": false,
              "peopleNominations": {
                "present": 2,
                "expected": 2
              },
              "nominations": {
                "present": 2,
                "expected": 2
              },
              "people": {
                "present": 2,
                "expected": 2
              },
              "winners": {
                "present": 1,
                "expected": 1
              },
              "movies": {
                "present": 2,
                "expected": 2
              },
              "groups": [
                {
                  "label": "Directing",
                  "nominations": {
                    "present": 2,
                    "expected": 2
                  },
                  "people": {
                    "present": 2,
                    "expected": 2
                  },
                  "pendingPeople": 0
                }
              ],
              "pending": [],
              "problems": [],
              "extra": [
                {
                  "id": "70b5e9c9-6819-5156-8f55-fcc0bfc62b7c",
                  "category": "Directing",
                  "position": 3,
                  "won": false,
                  "detail": null,
                  "credit": null,
                  "citation": null,
                  "note": null,
                  "movies": [
                    {
                      "title": "Gamma",
                      "year": null,
                      "imdbId": null
                    }
                  ],
                  "nominees": [
                    {
                      "kind": "person",
                      "name": "Cy <Three>",
                      "imdbId": null
                    },
                    {
                      "kind": "unknown",
                      "name": "Dee",
                      "imdbId": null
                    }
                  ]
                }
              ]
            }
          },
          {
            "organization": "festival",
            "year": 2021,
            "instance": 1,
            "number": null,
            "name": "Festival 2021",
            "date": null,
            "source": "awards.json",
            "status": "failed",
            "error": {
              "code": "input",
              "message": "it is no ceremony",
              "hint": "look at it",
              "command": "oscars-import 2024",
              "problems": [
                "line 1: no year",
                "line 2: no name"
              ]
            }
          }
        ],
        "exitCode": 0
      }"
    `);
  });

  test('of a dry run', () => {
    const result = dryRun(changed, stored(one), { people, failed: [failed(other)] });
    expect(show(dryRunJson(result, typed))).toMatchInlineSnapshot(`
      "{
        "format": 1,
        "command": "dry-run",
        "database": "films at localhost:5432",
        "tmdb": {
          "source": "tmdb",
          "ids": 0,
          "known": 0,
          "found": 0,
          "missing": 0,
          "waiting": 0,
          "failed": 0,
          "requests": 0,
          "retries": 0,
          "failures": []
        },
        "plan": {
          "added": 2,
          "changed": 2,
          "unchanged": 2,
          "removed": 0,
          "extra": 0
        },
        "people": [
          {
            "action": "add",
            "imdbId": "nm0000001",
            "name": "Ann One",
            "tmdbId": 1,
            "status": "found"
          }
        ],
        "movies": [],
        "ceremonies": [
          {
            "organization": "festival",
            "year": 2020,
            "instance": 1,
            "number": null,
            "name": "Festival 2020",
            "date": null,
            "source": "awards.json",
            "refusal": null,
            "edition": [],
            "categories": [
              {
                "action": "update",
                "name": "Directing",
                "kind": "person",
                "changes": [
                  {
                    "field": "group",
                    "kind": "changed",
                    "before": null,
                    "after": "Makers"
                  }
                ]
              }
            ],
            "nominations": [
              {
                "action": "update",
                "id": "d6dc3144-2bee-5211-b57f-0466ae99d9f0",
                "category": "Directing",
                "position": 1,
                "won": true,
                "detail": "Part",
                "credit": null,
                "citation": null,
                "note": null,
                "movies": [
                  {
                    "title": "Alpha",
                    "year": null,
                    "imdbId": "tt0000001"
                  }
                ],
                "nominees": [
                  {
                    "kind": "person",
                    "name": "Ann O. One",
                    "imdbId": "nm0000001"
                  }
                ],
                "changes": [
                  {
                    "field": "nominee 1",
                    "kind": "renamed",
                    "before": "Ann One (nm0000001)",
                    "after": "Ann O. One (nm0000001)"
                  }
                ]
              },
              {
                "action": "add",
                "id": "70b5e9c9-6819-5156-8f55-fcc0bfc62b7c",
                "category": "Directing",
                "position": 3,
                "won": false,
                "detail": null,
                "credit": null,
                "citation": null,
                "note": null,
                "movies": [
                  {
                    "title": "Gamma",
                    "year": null,
                    "imdbId": null
                  }
                ],
                "nominees": [
                  {
                    "kind": "person",
                    "name": "Cy <Three>",
                    "imdbId": null
                  },
                  {
                    "kind": "unknown",
                    "name": "Dee",
                    "imdbId": null
                  }
                ]
              }
            ],
            "extra": []
          }
        ],
        "failed": [
          {
            "organization": "festival",
            "year": 2021,
            "instance": 1,
            "number": null,
            "name": "Festival 2021",
            "date": null,
            "source": "awards.json",
            "status": "failed",
            "error": {
              "code": "input",
              "message": "it is no ceremony",
              "hint": null,
              "command": null,
              "problems": []
            }
          }
        ],
        "exitCode": 0
      }"
    `);
  });

  test('of a verification', () => {
    expect(show(verifyJson(verifyResult(one, stored(one), [failed(other)]), typed))).toMatchInlineSnapshot(`
      "{
        "format": 1,
        "command": "verify",
        "database": "films at localhost:5432",
        "ceremonies": [
          {
            "organization": "festival",
            "year": 2020,
            "instance": 1,
            "number": null,
            "name": "Festival 2020",
            "date": null,
            "source": "awards.json",
            "verification": {
              "exact": true,
              "peopleNominations": {
                "present": 2,
                "expected": 2
              },
              "nominations": {
                "present": 2,
                "expected": 2
              },
              "people": {
                "present": 2,
                "expected": 2
              },
              "winners": {
                "present": 1,
                "expected": 1
              },
              "movies": {
                "present": 2,
                "expected": 2
              },
              "groups": [
                {
                  "label": "Directing",
                  "nominations": {
                    "present": 2,
                    "expected": 2
                  },
                  "people": {
                    "present": 2,
                    "expected": 2
                  },
                  "pendingPeople": 0
                }
              ],
              "pending": [],
              "problems": [],
              "extra": []
            }
          }
        ],
        "failed": [
          {
            "organization": "festival",
            "year": 2021,
            "instance": 1,
            "number": null,
            "name": "Festival 2021",
            "date": null,
            "source": "awards.json",
            "status": "failed",
            "error": {
              "code": "input",
              "message": "it is no ceremony",
              "hint": null,
              "command": null,
              "problems": []
            }
          }
        ],
        "exitCode": 0
      }"
    `);
  });

  test('of a failure', () => {
    expect(errorJson(refused, typed)).toEqual({
      code: 'input',
      message: 'it is no ceremony',
      hint: 'look at it',
      command: 'oscars-import 2024',
      problems: ['line 1: no year', 'line 2: no name'],
    });
    expect(errorJson(new ExpectedError('input', 'it is none'), typed)).toMatchObject({ hint: null, command: null });
    expect(errorJson(new Error('a bug'), typed)).toEqual({
      code: 'bug',
      message: 'a bug',
      hint: null,
      command: null,
      problems: [],
    });
  });
});
