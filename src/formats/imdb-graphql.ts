/**
 * Answers of IMDb's GraphQL interface, brought into the shape of its event page. One edition comes in pieces: who gives the
 * awards and when (`nominationEvent`), and one or more answers with the awards (`nominationEventEdition`), page by page.
 */
import { quoted, within } from '../ceremony/issue-text.ts';
import { groupBy } from '../model/group-by.ts';
import { type Edition, type Event, editionPath, graphqlAnswer } from './imdb-graphql-answer.ts';
import { mergedAwards } from './imdb-graphql-awards.ts';
import { unwrapped } from './imdb-graphql-marks.ts';
import { issueInEdition } from './imdb-place.ts';
import type { JsonItem } from './json-text.ts';

interface Piece {
  readonly at: string;
  /** IMDb's ID of the edition (`ee…`), where the answer or its request has it. */
  readonly id: string | null;
  readonly edition: Edition;
}

/** The editions in the answers, each as an event page has it, with what is wrong with their answers. */
export function joinGraphqlAnswers(items: readonly JsonItem[]): JsonItem[] {
  const pieces: Piece[] = [];
  const events: Event[] = [];
  const refused: JsonItem[] = [];
  for (const { value, at } of items) {
    const { request, answer: content } = unwrapped(value);
    const { data: parsed, error } = graphqlAnswer.safeParse(content);
    const checked = { content, editionPath, outerPath: [], at };
    const problems = [
      ...(error?.issues.map((issue) => issueInEdition(issue, checked)) ?? []),
      ...(parsed?.errors ?? []).map(({ message }) => within(at, `errors: IMDb answered ${quoted(message)}`)),
    ];
    if (problems.length > 0) refused.push({ value, at, problems });
    const { nominationEvent, nominationEventEdition: found } = parsed?.data ?? {};
    if (nominationEvent) events.push(nominationEvent);
    if (found && problems.length === 0) pieces.push({ at, id: found.id ?? editionIdIn(request), edition: found });
  }
  return [...editionsOf(pieces, events).map((group) => joinPieces(group, events)), ...refused];
}

/** The pieces of each edition: they have its ID, or are of its event and year. */
function editionsOf(pieces: readonly Piece[], events: readonly Event[]): Piece[][] {
  const byId = groupBy(pieces, ({ id, at, edition: { year } }) => {
    if (id !== null) return id;
    return year || pieces.length === 1 ? `${year}` : at;
  });
  const groups = [...byId.values()].flatMap((group) => apart(group));
  // One piece has the ID of its edition, and another only the event and year.
  const byPlace = groupBy(groups, (group) => {
    const place = placeOf(group, events);
    if (place === null) return group;
    return JSON.stringify([place.eventName, place.editionInfo.year, place.editionInfo.instanceWithinYear ?? 1]);
  });
  return [...byPlace.values()].map((same) => same.flat());
}

/** Those of one year that say themselves that they are of several events, or of several editions of that year. */
function apart(pieces: readonly Piece[]): Piece[][] {
  const namesOf = ({ edition: { event, instanceWithinYear } }: Piece) => [event?.name?.text, instanceWithinYear];
  const isTold = [0, 1].map((at) => new Set(pieces.flatMap((piece) => namesOf(piece)[at] ?? [])).size > 1);
  return [...groupBy(pieces, (piece) => JSON.stringify(namesOf(piece).filter((_, at) => isTold[at]))).values()];
}

/** The one ID of an edition among the variables of a request, however they are called. */
function editionIdIn(request: unknown): string | null {
  const found = new Set(JSON.stringify(request ?? null).match(/\bee\d{7,12}\b/g) ?? []);
  return found.size === 1 ? ([...found][0] ?? null) : null;
}

function joinPieces(pieces: readonly Piece[], events: readonly Event[]): JsonItem {
  const at = pieces[0]?.at ?? '';
  const place = placeOf(pieces, events);
  const awards = mergedAwards(pieces.map(({ edition }) => edition));
  const problems = awards.flatMap((one) => one.problems).map((problem) => within(at, problem));
  if (place === null) {
    const missing =
      'which event and year it is of stands in no answer: put the one about the event (nominationEvent) beside it';
    return { value: null, at, problems: [...problems, within(at, `nominationEventEdition: ${missing}`)] };
  }
  return { value: { ...place, edition: { awards: awards.map(({ award }) => award) } }, at, problems };
}

/** Event and year: the edition's own, or those of the event that lists its ID, or of the one listed edition that it can be. */
function placeOf(pieces: readonly Piece[], events: readonly Event[]) {
  const own = pieces.map(({ edition }) => edition).find(({ year }) => year);
  const id = pieces.map((piece) => piece.id).find((one) => one !== null);
  const listed = events.flatMap((one) =>
    (one.editions ?? []).flatMap((found) => (found ? [{ event: one, found }] : [])),
  );
  const meant = listed.filter(({ found }) => (id ? found.id === id : !own || found.year === own.year));
  const known = id || meant.length === 1 ? meant[0] : undefined;
  const info = own ?? known?.found;
  const giver = own?.event ?? known?.event ?? (events.length === 1 ? events[0] : undefined);
  if (!info?.year || !giver?.name?.text) return null;
  const { year, instanceWithinYear } = info;
  const named = { name: { text: giver.name.text }, ...(giver.id ? { id: giver.id } : {}) };
  return { eventName: giver.name.text, editionInfo: { year, instanceWithinYear, event: named } };
}
