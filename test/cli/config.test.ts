import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/cli/config.ts';
import { secretsIn } from '../../src/cli/secrets.ts';
import { databaseLabel } from '../../src/db/open.ts';
import { ExpectedError } from '../../src/model/errors.ts';

test('without settings: the embedded database, the snapshot, and limits that TMDb allows', () => {
  const { database, tmdb } = readConfig({}, {});
  expect(database).toEqual({ kind: 'embedded', folder: './oscars-data', schema: 'public' });
  expect(tmdb).toMatchObject({ credentials: null, requestsPerSecond: 40, concurrency: 20 });
  expect(tmdb.baseUrl.href).toBe('https://api.themoviedb.org/3');
});

test('an empty variable of TMDb is as good as none, as CI systems set them', () => {
  expect(readConfig({}, { TMDB_API_TOKEN: ' ', TMDB_API_URL: '' }).tmdb.credentials).toBeNull();
});

test.each([
  [{ DATABASE_URL: '' }, 'DATABASE_URL is set, but empty'],
  [{ DATABASE_URL: ' ' }, 'DATABASE_URL is set, but empty'],
  [{ DATABASE_URL: '', PGHOST: 'db.example' }, 'DATABASE_URL is set, but empty'],
  [{ PGHOST: '' }, 'PGHOST is set, but empty'],
])('%j is a mistake, never the embedded database; --data-dir is a choice', (environment, message) => {
  expect(() => readConfig({}, environment)).toThrow(message);
  expect(readConfig({ dataDir: 'here' }, environment).database.kind).toBe('embedded');
});

test.each(['', ' '])('a folder that is empty (%j) is a mistake, as of a variable that is not set', (dataDir) => {
  expect(() => readConfig({ dataDir }, {})).toThrow('--data-dir takes a folder, and is empty');
});

test.each(['postgres://me:hush@db/films', 'host=db password=hush'])('--data-dir %s is refused unprinted', (dataDir) => {
  expect(() => readConfig({ dataDir }, {})).toThrow(/^--data-dir takes a folder(?!.*hush)/);
});

test('DATABASE_URL names a server; --data-dir, meant for this run, goes before it', () => {
  const environment = { DATABASE_URL: 'postgres://me:secret@db.example:6543/films' };
  const { database } = readConfig({}, environment);
  expect(databaseLabel(database)).toBe('films on db.example:6543');
  expect(readConfig({ dataDir: 'here' }, environment).database).toEqual({
    kind: 'embedded',
    folder: 'here',
    schema: 'public',
  });
});

test('the token goes before the key, and --offline before both', () => {
  const both = { TMDB_API_TOKEN: 'token', TMDB_API_KEY: 'key' };
  expect(readConfig({}, both).tmdb.credentials).toEqual({ token: 'token' });
  expect(readConfig({}, { TMDB_API_KEY: 'key' }).tmdb.credentials).toEqual({ apiKey: 'key' });
  expect(readConfig({ offline: true }, both).tmdb.credentials).toBeNull();
});

describe('wrong settings are told together, their values never', () => {
  test('several at once', () => {
    const environment = {
      DATABASE_URL: 'mysql://me:hush@db/films',
      TMDB_API_URL: 'nowhere',
      TMDB_API_TOKEN: 'two words',
    };
    const error = (() => {
      try {
        return readConfig({ rate: '0', concurrency: 'many' }, environment);
      } catch (thrown) {
        return thrown;
      }
    })();
    if (!(error instanceof ExpectedError)) throw new Error('the settings were accepted');
    for (const name of ['DATABASE_URL', 'TMDB_API_URL', 'TMDB_API_TOKEN', '--rate', '--concurrency']) {
      expect(error.message).toContain(name);
    }
    expect(error.message).not.toMatch(/hush|two words/);
  });

  test.each(['0', '-1', '1.5', '1e9', '', 'x'])('--rate %s', (rate) => {
    expect(() => readConfig({ rate }, {})).toThrow('--rate takes a whole number from 1 to 1000');
  });
});

test('secrets are known as they are and as they are decoded', () => {
  const environment = { TMDB_API_TOKEN: 'tok', DATABASE_URL: 'postgres://me:p%40ss@db/films', TMDB_API_KEY: ' key ' };
  expect(secretsIn(environment).sort()).toEqual(['key', 'p%40ss', 'p@ss', 'tok']);
});

test('an address that cannot be parsed is secret as a whole', () => {
  expect(secretsIn({ DATABASE_URL: 'postgres://me:hush@' })).toContain('postgres://me:hush@');
  expect(secretsIn({ DATABASE_URL: 'postgres://me:100%@db' })).toContain('postgres://me:100%@db');
});

describe('proxies', () => {
  const proxiesOf = (environment: Record<string, string>) => readConfig({}, environment).tmdb.proxies;

  test('none unless named; lower case goes first; http where no scheme is given', () => {
    expect(proxiesOf({ NO_PROXY: 'x', HTTPS_PROXY: ' ' })).toBeNull();
    expect(proxiesOf({ HTTPS_PROXY: 'http://a', https_proxy: 'b:3128', NO_PROXY: 'x', no_proxy: 'y' })).toEqual({
      https: 'http://b:3128',
      http: '',
      none: 'y',
    });
    expect(proxiesOf({ HTTP_PROXY: 'https://c' })).toEqual({ https: '', http: 'https://c', none: '' });
  });

  test.each([
    ['http://', 'is no address of a proxy'],
    ['socks5://hush@proxy', 'names a kind of proxy that is not supported'],
    ['http://hush@proxy', 'has a user without a password'],
    ['http://:hush@proxy', 'has a user without a password'],
    ['http://me:hush%@proxy', 'has a % that is not part of %XX'],
  ])('%s is refused, its parts never told', (address, problem) => {
    expect(() => proxiesOf({ https_proxy: address })).toThrow(`HTTPS_PROXY ${problem}`);
    expect(() => proxiesOf({ https_proxy: address })).not.toThrow('hush');
  });

  test('their passwords are secrets, whatever the case and the scheme', () => {
    expect(secretsIn({ https_proxy: 'me:hush@proxy:3128', HTTP_PROXY: 'http://you:sh%40@proxy' }).sort()).toEqual([
      'hush',
      'sh%40',
      'sh@',
    ]);
  });
});

test('a user in the address of the API goes with a key alone; a token needs the same header', () => {
  const TMDB_API_URL = 'https://me:hush@mirror.example/3';
  expect(readConfig({}, { TMDB_API_URL, TMDB_API_KEY: 'key' }).tmdb.baseUrl.password).toBe('hush');
  expect(() => readConfig({}, { TMDB_API_URL, TMDB_API_TOKEN: 'token' })).toThrow('TMDB_API_URL has a user');
  expect(() => readConfig({}, { TMDB_API_URL: 'http://a:%zz@b' })).toThrow('TMDB_API_URL has a %');
  expect(secretsIn({ TMDB_API_URL: 'https://tok@mirror.example/3' })).toEqual(['tok']);
});
