import * as z from 'zod';

/** A list that may be null or missing, and is empty then. */
export const optionalList = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
