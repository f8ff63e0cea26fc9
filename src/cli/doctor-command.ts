/** `oscars-import doctor`: what works of a set-up, and what to do about the rest. Writes nothing. */
import { doctorText, type Finding } from '../report/doctor-text.ts';
import { answerText } from '../report/json.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { CommonFlags } from './options.ts';
import type { Session } from './session.ts';
import { programVersion } from './version.ts';

export async function doctorCommand(flags: CommonFlags, session: Session): Promise<ExitCode> {
  const { answer } = session.output;
  const [database, tmdb] = await Promise.all([examineTarget(session), examineTmdb(session)]);
  const findings = [nodeFinding(process.versions.node), ...database, ...tmdb];
  const exitCode = findings.every(({ isGood }) => isGood) ? exitCodes.done : exitCodes.failed;
  if (flags.json) answer.data(answerText({ command: 'doctor', database: session.database, findings }, exitCode));
  else answer.line(doctorText(flags.quiet ? findings.filter(({ isGood }) => !isGood) : findings, answer.style));
  return exitCode;
}

async function examineTarget(session: Session): Promise<Finding[]> {
  const target = session.config.database;
  if (target.kind === 'embedded') return (await import('./examine-folder.ts')).examineFolder(target, session);
  return (await import('./examine-server.ts')).examineDatabase(target, session);
}

async function examineTmdb(session: Session): Promise<Finding[]> {
  return (await import('./examine-tmdb.ts')).examineTmdb(session);
}

/** As `engines` of package.json asks for it. */
function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isGood = major > 20 || (major === 20 && minor >= 19);
  return {
    area: 'program',
    subject: 'Node',
    isGood,
    found: `${version}, oscars-import ${programVersion}`,
    remedy: isGood ? null : 'Node 20.19 or newer is needed',
  };
}
