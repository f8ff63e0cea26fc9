/** `target_session_attrs`: whether a server is one that the settings ask for. */
import type { Connection } from './open.ts';
import type { SessionAttributes } from './server-settings.ts';
import { failure } from './server-socket.ts';

interface SessionState {
  readonly isStandby: boolean;
  readonly isReadOnly: boolean;
}

/** @throws Error with the code `SESSION_ATTRIBUTES` where the server is not of that kind */
export async function refuseSession(db: Connection, wanted: SessionAttributes): Promise<void> {
  if (wanted === 'any' || wanted === 'prefer-standby') return;
  const statement = `select pg_is_in_recovery() as "isStandby",
    pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as "isReadOnly"`;
  const [state] = (await db.sendWhole('read', statement)) as SessionState[];
  if (state !== undefined && isFit(state, wanted)) return;
  throw failure('SESSION_ATTRIBUTES', `the server is not what target_session_attrs=${wanted} asks for`);
}

function isFit({ isStandby, isReadOnly }: SessionState, wanted: SessionAttributes): boolean {
  switch (wanted) {
    case 'read-write':
      return !isReadOnly;
    case 'read-only':
      return isReadOnly;
    case 'primary':
      return !isStandby;
    case 'standby':
      return isStandby;
    default:
      return true;
  }
}
