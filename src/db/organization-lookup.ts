/**
 * Which stored organization is meant: by the event ID, else by the key, else by a key that it had in other sources, else by the ID
 * that its row was given: somebody may have changed the key by hand, and the ID outlives that.
 */
import type { Organization } from '../model/ceremony.ts';
import { organizationId } from '../model/identity.ts';
import { keysOf } from '../model/organizations.ts';
import type { BulkColumn } from './bulk.ts';

/** What `storedOrganization` looks for, as columns of `incoming`. */
export function organizationLookups<Row>(of: (row: Row) => Organization): BulkColumn<Row>[] {
  return [
    // No key has a space.
    { name: 'organization_keys', type: 'text', of: (row) => keysOf(of(row).key).join(' ') },
    { name: 'organization_event', type: 'text', of: (row) => of(row).imdbEventId },
    { name: 'organization_made_as', type: 'uuid', of: (row) => organizationId(of(row).key) },
  ];
}

/** ID of the stored organization that `incoming` means, as SQL; null where there is none. */
export const storedOrganization = `(
  select known.id from organizations known, string_to_array(incoming.organization_keys, ' ') as given(keys)
   where known.imdb_event_id = incoming.organization_event or known.key = any(given.keys)
      or known.id = incoming.organization_made_as
   order by known.imdb_event_id is not distinct from incoming.organization_event desc, array_position(given.keys, known.key) nulls last
   limit 1)`;
