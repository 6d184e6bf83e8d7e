/** Calls by hand, with what may be odd about a call over HTTP: what one server makes of it, the other must make of it too. */
import { functions } from '../../src/contest/contract.ts';
import { registration } from './members.ts';
import { refusedCalls, type Circumstances } from './refused-calls.ts';
import { signJwt } from './served.ts';

export interface ComparedCall {
  title: string;
  /** The status both must answer with. */
  status: number;
  /** Behind `/rest/v1`. */
  path: string;
  init: RequestInit & { headers: Record<string, string> };
}

const json = { 'content-type': 'application/json', 'content-profile': 'api' };
const otherOrigin = { origin: 'https://thi.example.vn' };

/** A POST of a body as JSON; of a text as it stands. */
export function post(name: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { path: `/rpc/${name}`, init: { method: 'POST', headers: { ...json, ...headers }, body: text } };
}

function get(path: string, headers: Record<string, string> = {}) {
  return { path: `/rpc/${path}`, init: { headers: { 'accept-profile': 'api', ...headers } } };
}

function of(method: string, path: string, headers: Record<string, string> = {}) {
  return { path: `/rpc/${path}`, init: { method, headers } };
}

/** Successes, as supabase-js makes them; {@link prepareResults} must have been run. */
export function acceptedCalls({ ticket, attempt, taken }: Circumstances): ComparedCall[] {
  const contest = 'cuoc-thi';
  const save = { ticket, attempt, revision: 5, answers: {}, prediction: 7 };
  const decomposed = registration({ full_name: 'Trần Đức Ổn'.normalize('NFD') });
  return [
    { title: 'the contest over GET', status: 200, ...get('contest') },
    { title: 'the contest over POST', status: 200, ...post('contest', {}) },
    { title: 'the contest by its slug', status: 200, ...get(`contest?slug=${contest}`) },
    { title: 'the contest for a null slug', status: 200, ...post('contest', { slug: null }) },
    { title: 'units', status: 200, ...get(`units?contest=${contest}`) },
    { title: 'units below one', status: 200, ...get(`units?contest=${contest}&parent=tinh`) },
    { title: 'a search', status: 200, ...get(`find_units?contest=${contest}&query=chi+bo%201`) },
    {
      title: 'a search in separate accents',
      status: 200,
      ...get(`find_units?contest=${contest}&query=${encodeURIComponent('xã Đồng'.normalize('NFD'))}`),
    },
    { title: 'a registration', status: 200, ...post('register', registration()) },
    { title: 'a registration made again', status: 200, ...post('register', taken) },
    { title: 'a name in separate accents', status: 200, ...post('register', decomposed) },
    { title: 'a number given as text', status: 200, ...post('register', { ...registration(), birth_year: '1960' }) },
    { title: 'an attempt begun again', status: 200, ...post('start_attempt', { ticket, round: 'tuan-2' }) },
    { title: 'answers saved', status: 200, ...post('save_answers', save) },
    { title: 'answers saved too late', status: 200, ...post('save_answers', { ...save, revision: 4 }) },
    { title: 'me', status: 200, ...post('me', { ticket }) },
    { title: 'a standing', status: 200, ...post('standing', { ticket }) },
    { title: 'a publication', status: 200, ...get(`publication?contest=${contest}&round=tuan-1`) },
    { title: 'a page past the end', status: 200, ...get(`publication?contest=${contest}&round=tuan-1&page=9`) },
    { title: 'a leaderboard', status: 200, ...get(`leaderboard?contest=${contest}&round=tuan-2`) },
    { title: 'a leaderboard of units', status: 200, ...get(`unit_leaderboard?contest=${contest}&metric=mean_score`) },
    {
      title: 'a form',
      status: 200,
      ...post('contest', 'slug=cuoc-thi', { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    { title: 'a list of one object', status: 200, ...post('contest', '[{"slug":"cuoc-thi"}]') },
    { title: 'an empty body', status: 200, ...post('contest', '') },
    { title: 'HEAD', status: 200, ...of('HEAD', 'contest') },
    { title: 'without naming the schema', status: 200, ...of('GET', 'contest') },
    { title: 'as text/html or anything', status: 200, ...get('contest', { accept: 'text/html, */*;q=0.1' }) },
    { title: 'as one object', status: 200, ...get('contest', { accept: 'application/vnd.pgrst.object+json' }) },
    { title: 'from Tokyo', status: 200, ...get('contest', { prefer: 'timezone=Asia/Tokyo' }) },
    { title: 'an attempt from Tokyo', status: 200, ...post('me', { ticket }, { prefer: 'timezone=Asia/Tokyo' }) },
    { title: 'from nowhere', status: 200, ...get('contest', { prefer: 'timezone=Nowhere/City' }) },
    { title: 'submitted', status: 200, ...post('submit_attempt', { ticket, attempt, answers: {}, revision: 6 }) },
    { title: 'submitted again', status: 200, ...post('submit_attempt', { ticket, attempt, answers: {}, revision: 6 }) },
    { title: 'a review', status: 200, ...post('review', { ticket, attempt }) },
  ];
}

/** SQL by which the review of an attempt begins with its end, and the first round, which nobody took part in, is published. */
export const prepareResults = [
  `update contest.rounds set ranked = false, review = 'after_submit' where slug = 'tuan-2'`,
  `update contest.rounds set published_at = now() where slug = 'tuan-1'`,
  `insert into contest.publications (round_id, published_at, organiser, lines, hash)
   select r.id, r.published_at, 'quan-tri@example.com', 0, repeat('0', 64) from contest.rounds as r where r.slug = 'tuan-1'`,
];

/** Every refusal of the contract, and everything PostgREST itself refuses. */
export function turnedAwayCalls(circumstances: Circumstances): ComparedCall[] {
  const { ticket, attempt } = circumstances;
  const save = { ticket, attempt, revision: 9, answers: {} };
  const bad = (field: string, value: unknown) => post('register', { ...registration(), [field]: value });
  return [
    ...refusedCalls(circumstances).map(([name, args, refusal], index) => ({
      title: `${refusal} (${index})`,
      status: 0,
      ...post(name, args),
    })),
    { title: 'an unknown function', status: 404, ...post('nope', {}) },
    { title: 'an unknown function over GET', status: 404, ...get('nope?a=1&b=2') },
    { title: 'an argument `score`', status: 404, ...post('submit_attempt', { ...save, score: 100 }) },
    { title: 'a condition for an argument', status: 404, ...get('find_units?contest=cuoc-thi&query=eq.x') },
    { title: 'a condition for an optional argument', status: 400, ...get('contest?slug=eq.x') },
    { title: 'columns of a result', status: 400, ...get('contest?select=slug') },
    { title: 'a missing argument', status: 404, ...post('register', { contest: 'cuoc-thi' }) },
    { title: 'a ticket over GET', status: 405, ...get(`me?ticket=${ticket}`) },
    { title: 'a ticket over HEAD', status: 405, ...of('HEAD', `me?ticket=${ticket}`) },
    { title: 'the text "null" over GET', status: 404, ...get('contest?slug=null') },
    { title: 'an attempt that is no uuid', status: 400, ...post('save_answers', { ...save, attempt: 'x' }) },
    { title: 'a revision that is no number', status: 400, ...post('save_answers', { ...save, revision: 'x' }) },
    { title: 'a year with a fraction', status: 400, ...bad('birth_year', 1.5) },
    { title: 'a year beyond all numbers', status: 400, ...bad('birth_year', 1e12) },
    { title: 'consent that is neither yes nor no', status: 400, ...bad('guardian_consent', 'có') },
    { title: 'a request that is no uuid', status: 400, ...bad('request', 'x') },
    { title: 'a name that is a list', status: 422, ...bad('full_name', []) },
    { title: 'a size that is no number', status: 400, ...get('find_units?contest=cuoc-thi&query=x&size=a') },
    { title: 'NUL in a text', status: 400, ...post('me', { ticket: 'a\u0000b' }) },
    { title: 'NUL in answers', status: 400, ...post('save_answers', { ...save, answers: { 'a\u0000': ['A'] } }) },
    { title: 'NUL over GET', status: 400, ...get('find_units?contest=cuoc-thi&query=%00') },
    { title: 'half a surrogate pair', status: 400, ...post('me', '{"ticket":"\\ud800"}') },
    { title: 'a body that is not JSON', status: 400, ...post('me', 'not json') },
    { title: 'a body cut off', status: 400, ...post('me', '{"ticket":"x"') },
    { title: 'a body that is a text', status: 404, ...post('me', '"x"') },
    { title: 'a body that is null', status: 404, ...post('me', 'null') },
    { title: 'an empty list', status: 404, ...post('me', '[]') },
    { title: 'a list of numbers', status: 400, ...post('me', '[1]') },
    { title: 'a list of unlike objects', status: 400, ...post('me', '[{"ticket":"x"},{"y":1}]') },
    { title: 'a body of unknown type', status: 400, ...post('me', '{}', { 'content-type': 'multipart/form-data' }) },
    { title: 'another schema', status: 406, ...post('me', { ticket }, { 'content-profile': 'contest' }) },
    { title: 'another schema over GET', status: 406, ...get('contest', { 'accept-profile': 'public' }) },
    { title: 'a page', status: 415, ...get('contest', { accept: 'text/html' }) },
    ...['PUT', 'PATCH', 'DELETE'].map((method) => ({ title: method, status: 405, ...of(method, 'contest') })),
    { title: 'a table', status: 404, path: '/participants?select=*', init: { headers: {} } },
    {
      title: 'a table of another schema',
      status: 406,
      path: '/participants',
      init: { headers: { 'accept-profile': 'contest' } },
    },
  ];
}

/** What a browser does before and with a call from a page of another origin. */
export function crossOriginCalls(): ComparedCall[] {
  const asked = 'apikey,authorization,content-profile,content-type,prefer,x-client-info';
  const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': asked };
  return [
    { title: 'a preflight', status: 200, ...of('OPTIONS', 'me', { ...otherOrigin, ...preflight }) },
    { title: 'a preflight of nothing', status: 200, ...of('OPTIONS', 'nope', { ...otherOrigin, ...preflight }) },
    { title: 'OPTIONS', status: 200, ...of('OPTIONS', 'contest') },
    { title: 'a read from another origin', status: 200, ...get('contest', otherOrigin) },
    { title: 'a refusal to another origin', status: 401, ...post('me', { ticket: 'x' }, otherOrigin) },
    {
      title: 'a bad JWT from another origin',
      status: 401,
      ...get('contest', { ...otherOrigin, authorization: 'Bearer x' }),
    },
  ];
}

/** Bearers, good and bad. */
export function bearerCalls(secret: string): ComparedCall[] {
  const now = Math.floor(Date.now() / 1000);
  const role = 'authenticated';
  const cases: [title: string, status: number, bearer: string][] = [
    ['garbage', 401, 'garbage'],
    ['three parts of garbage', 401, 'a.b.c'],
    ['no signature', 401, signJwt({ role }, secret, 'none')],
    ['service_role without a signature', 401, signJwt({ role: 'service_role' }, secret, 'none')],
    ['another key', 401, signJwt({ role }, 'x'.repeat(32))],
    ['a signature cut off', 401, signJwt({ role }, secret).slice(0, -3)],
    ['a signature with a stray sign', 401, `${signJwt({ role }, secret)}!`],
    ['expired', 401, signJwt({ role, exp: now - 60 }, secret)],
    ['expired within the allowed skew', 200, signJwt({ role, exp: now - 10 }, secret)],
    ['not valid yet', 401, signJwt({ role, nbf: now + 60 }, secret)],
    ['issued in the future', 401, signJwt({ role, iat: now + 60 }, secret)],
    ['somebody signed in', 200, signJwt({ role, email: 'ai-do@example.com', exp: now + 60 }, secret)],
    ['no role', 200, signJwt({ sub: 'x' }, secret)],
    ['the owner', 403, signJwt({ role: 'postgres' }, secret)],
    ['nobody', 400, signJwt({ role: 'khong-co' }, secret)],
    ['the service role', 403, signJwt({ role: 'service_role' }, secret)],
  ];
  return [
    ...cases.map(([title, status, bearer]) => ({
      title: `bearer: ${title}`,
      status,
      ...post('contest', {}, { authorization: `Bearer ${bearer}` }),
    })),
    { title: 'bearer: empty', status: 200, ...post('contest', {}, { authorization: 'Bearer' }) },
    { title: 'bearer: another scheme', status: 200, ...post('contest', {}, { authorization: 'Basic YTpi' }) },
  ];
}

/** Every function of the contract, also those to come: without arguments, with one it has not, in every verb. */
export function callsOfEveryFunction(): ComparedCall[] {
  return Object.keys(functions).flatMap((name) => [
    { title: `${name} without arguments`, status: 0, ...post(name, {}) },
    { title: `${name} without arguments over GET`, status: 0, ...get(name) },
    { title: `${name} with an argument it has not`, status: 404, ...post(name, { score: 100 }) },
    { title: `${name} with DELETE`, status: 405, ...of('DELETE', name) },
    { title: `OPTIONS of ${name}`, status: 0, ...of('OPTIONS', name) },
  ]);
}
