/** The shape of IMDb's GraphQL answers about an event and its editions; null stands wherever IMDb has nothing to say. */
import * as z from 'zod';

const any = z.record(z.string(), z.unknown());
const text = z.object({ text: z.string().nullish() }).nullish();
const pageInfo = z.object({ hasNextPage: z.boolean().nullish() }).nullish();
/** A list, or a page of one. */
const edges = <Node extends z.ZodType>(node: Node) =>
  z.object({
    total: z.int().nullish(),
    pageInfo,
    edges: z.array(z.object({ node: node.nullish() }).nullish()).nullish(),
  });

const category = z.object({ category: text, nominations: edges(any).nullish() });
const award = z.object({ text: z.string(), nominationCategories: edges(category).nullish() });
const editionInfo = { id: z.string().nullish(), year: z.int().nullish(), instanceWithinYear: z.int().nullish() };
const event = z.object({
  id: z.string().nullish(),
  name: text,
  editions: z.array(z.object(editionInfo).nullish()).nullish(),
});
const edition = z.object({
  ...editionInfo,
  event: event.nullish(),
  awards: z.array(award.nullish()).nullable(),
});

export const graphqlAnswer = z.object({
  data: z.object({ nominationEvent: event.nullish(), nominationEventEdition: edition.nullish() }).nullish(),
  errors: z.array(z.object({ message: z.string().nullish() })).nullish(),
});
export const editionPath = ['data', 'nominationEventEdition'];

export type Edition = z.infer<typeof edition>;
export type Award = z.infer<typeof award>;
export type Category = z.infer<typeof category>;
export type Event = z.infer<typeof event>;
export type Nomination = z.infer<typeof any>;
/** What tells of a page whether it is the last one. */
export type Page = Pick<NonNullable<Award['nominationCategories']>, 'total' | 'pageInfo'>;
