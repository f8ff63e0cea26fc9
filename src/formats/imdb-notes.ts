/** Notes as IMDb gives them, and as those who copy its pages pass them on: plain text, or text in a wrapper. */
import * as z from 'zod';

export const notesText = z
  .union([z.string(), z.object({ plainText: z.string().nullish() })], 'expected text')
  .nullish();

export function textOf(notes: z.infer<typeof notesText>): string | undefined {
  const text = typeof notes === 'string' ? notes : notes?.plainText;
  return text?.trim() || undefined;
}
