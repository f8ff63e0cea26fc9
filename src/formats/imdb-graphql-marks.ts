/** By what answers of IMDb's GraphQL interface are known. */

/** Whether the value is an answer, or one as a log wraps it together with its request. */
export function isGraphqlAnswer(value: Readonly<Record<string, unknown>>): boolean {
  const { data, errors } = unwrapped(value).answer as { data?: unknown; errors?: unknown };
  if (data === null) return Array.isArray(errors);
  return typeof data === 'object' && ('nominationEvent' in data || 'nominationEventEdition' in data);
}

/** An answer, and the request that some logs keep beside it. */
export function unwrapped(value: unknown): { request: unknown; answer: object } {
  if (typeof value !== 'object' || value === null) return { request: null, answer: {} };
  const { request, response } = value as { request?: unknown; response?: unknown };
  if (typeof response !== 'object' || response === null) return { request, answer: value };
  const { body } = response as { body?: unknown };
  return { request, answer: typeof body === 'object' && body !== null ? body : response };
}
