/** The report as one page that stands by itself: no network, for screens of any size, in light and dark, and for paper. */
import type { GroupTally } from '../verify/tally.ts';
import type { DiffRow } from './diff.ts';
import { type Html, html } from './html.ts';
import { pageScript, pageStyle } from './page-assets.ts';
import type { Report, ShownCategory, ShownCeremony, ShownError, ShownNomination } from './report.ts';
import { joinTexts, type Text, text } from './text.ts';
import { fraction } from './verification-text.ts';

/** The page as it is printed. */
export function pageText(report: Report): Text {
  const lines = String(reportPage(report)).trimEnd().split('\n');
  return joinTexts(
    lines.map((line) => text`${line}`),
    '\n',
  );
}

export function reportPage(report: Report): Html {
  const { title, verdict, state, facts, ceremonies } = report;
  const isLong = ceremonies.length > 1;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${title}</title>
${pageStyle}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<h1>${title}</h1>
<p class="verdict ${state}">${verdict}</p>
<dl>${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
<form role="search"><label for="search">Search</label>
<input id="search" type="search" placeholder="a name, a movie, a category" autocomplete="off">
<span id="found" role="status"></span></form>
</header>
<main id="content" tabindex="-1">
${report.errors.map((error) => html`<section><h2>What went wrong</h2>${errorBlock(error)}</section>`)}
${list('Remarks', report.remarks)}
${list('No answer from TMDb', report.failures)}
${rows('People', report.people)}
${rows('Movies', report.movies)}
${ceremonies.map((ceremony) => ceremonySection(ceremony, isLong))}
</main>
<footer><p>This product uses the TMDB API but is not endorsed or certified by TMDB.</p></footer>
${pageScript}
</body>
</html>
`;
}

function ceremonySection(ceremony: ShownCeremony, isFolded: boolean): Html {
  const { title, source, verification, changes, categories, error } = ceremony;
  const inside = html`
${source === null ? html`` : html`<p class="source">from ${source}</p>`}
${error === null ? html`` : errorBlock(error)}
${verification === null ? html`` : verificationBlock(verification)}
${changes === null ? html`` : changesBlock(changes)}
${categories.length === 0 ? html`` : html`<h3>Nominations</h3><div class="categories">${categories.map(categoryBlock)}</div>`}`;
  return isFolded
    ? html`<details class="ceremony"><summary><h2>${title}</h2></summary>${inside}</details>`
    : html`<section class="ceremony"><h2>${title}</h2>${inside}</section>`;
}

function verificationBlock(verification: NonNullable<ShownCeremony['verification']>): Html {
  const { groups, peopleNominations, all, winners, movies, pending, problems, extra } = verification;
  const rowsOf = [...groups, ...(groups.length > 0 ? [peopleNominations] : []), all];
  return html`<h3>Verification</h3>
<div class="wide"><table><thead><tr><th scope="col">what</th><th scope="col">nominations</th><th scope="col">people linked</th><td></td></tr></thead>
<tbody>${rowsOf.map(tallyRow)}</tbody></table></div>
<p>Winners ${fraction(winners)} · movies linked ${fraction(movies)} · pending ${pending.length}</p>
${list('Not as the file says', problems, 4)}
${list(
  'In the database, but not in the file',
  extra.map((row) => `${row.category} · ${row.movies.map((m) => m.title).join(' + ')}`),
  4,
)}
${list('Pending: credited without an IMDb ID', pending, 4)}`;
}

function tallyRow({ label, nominations, people }: GroupTally): Html {
  return html`<tr><th scope="row">${label}</th><td>${fraction(nominations)}</td><td>${fraction(people)}</td><td>${bar(people.present, people.expected)}</td></tr>`;
}

/** Beside the numbers that say the same. */
function bar(part: number, whole: number): Html {
  const percent = whole === 0 ? 100 : Math.round((100 * part) / whole);
  return html`<span class="bar" aria-hidden="true"><span style="width:${percent}%"></span></span>`;
}

function changesBlock({ row, categories }: NonNullable<ShownCeremony['changes']>): Html {
  if (row === null && categories.length === 0) return html`<h3>Changes</h3><p>None.</p>`;
  return html`<h3>Changes</h3>
${row === null ? html`` : html`<ul class="diff">${rowItem({ ...row, what: 'the ceremony itself' })}</ul>`}
${categories.map(
  (category) =>
    html`<h4>${category.name}</h4><ul class="diff">${[
      ...(category.row === null ? [] : [rowItem({ ...category.row, what: 'the category itself' })]),
      ...category.nominations.map(rowItem),
    ]}</ul>`,
)}`;
}

const words = { add: 'added', update: 'changed', remove: 'deleted', extra: 'not in the file' } as const;

function rowItem({ action, what, changes }: DiffRow): Html {
  const fields = changes.map(
    ({ field, kind, before, after }) =>
      html`<li><b>${field}</b>${kind === 'changed' ? '' : ` (${kind})`}: <del>${before ?? 'none'}</del> → <ins>${after ?? 'none'}</ins></li>`,
  );
  const inside = fields.length === 0 ? html`` : html`<ul>${fields}</ul>`;
  return html`<li class="${action}"><span class="tag">${words[action]}</span> ${what}${inside}</li>`;
}

function rows(title: string, all: readonly DiffRow[]): Html {
  if (all.length === 0) return html``;
  return html`<section><h2>${title}</h2><details><summary>${all.length} to be written</summary><ul class="diff">${all.map(rowItem)}</ul></details></section>`;
}

function categoryBlock({ name, credits, linked, nominations }: ShownCategory): Html {
  return html`<section class="category"><h4>${name}</h4>
<p class="tally">${bar(linked, credits)} ${linked}/${credits} linked</p>
<ul>${nominations.map(nominationItem)}</ul></section>`;
}

function nominationItem({ won, titles, names, detail }: ShownNomination): Html {
  const people = names.map(
    ({ name, isPending }, at) =>
      html`${at === 0 ? '' : ', '}${name}${isPending ? html` <span class="tag pending">pending</span>` : html``}`,
  );
  return html`<li class="nomination${won ? ' won' : ''}">${won ? html`<span class="tag winner">★ Winner</span> ` : html``}<cite>${titles}</cite>${
    people.length === 0 ? html`` : html` · <span>${people}</span>`
  }${detail === null ? html`` : html` · <span class="detail">${detail}</span>`}</li>`;
}

function errorBlock({ message, hint, problems }: ShownError): Html {
  return html`<div class="error"><p><strong>Error:</strong> ${message}</p>${
    problems.length === 0 ? html`` : html`<ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`
  }${hint === null ? html`` : html`<p>What to do: ${hint}</p>`}</div>`;
}

function list(title: string, items: readonly string[], level: 2 | 4 = 2): Html {
  if (items.length === 0) return html``;
  const lines = html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
  return level === 2 ? html`<section><h2>${title}</h2>${lines}</section>` : html`<h4>${title}</h4>${lines}`;
}
