/**
 * The contest inside somebody else's page: how long until a round opens or closes, and the first units of the public board.
 *
 * It runs under `sandbox="allow-scripts"`, so it keeps nothing and knows nobody. It has to weigh next to nothing: it asks with
 * `fetch` alone and reads only what it prints. Whatever goes wrong, the page stays what it is without it, a title and a link.
 */
import type { Result } from '../../contest/contract.ts';

/** Asked more often, the board would show nothing that a reader of a newspaper waits for. */
const secondsPerLook = 60;
const units = '5';

const contest = document.body.dataset['contest'] ?? '';
const part = (id: string) => document.getElementById(id) as HTMLElement;
const number = new Intl.NumberFormat('vi', { maximumFractionDigits: 2 });

/** When the next round opens or closes, by this page's own timer: the device's clock may be hours wrong. */
let ends = 0;
let words = '';
/** Seconds until the server is asked again. */
let wait = 0;

const json = async <Value>(address: string | URL, headers = {}): Promise<Value> =>
  (await fetch(address, { headers })).json() as Promise<Value>;

/** Throws where there is no answer, or another than the contract's. */
async function look(): Promise<void> {
  // Many pages carry this one, and they must not all ask at the same moment.
  wait = secondsPerLook * (1 + Math.random() / 3);
  const { url, publishable_key: apikey } = await json<Record<string, string>>('/supabase.json');
  const ask = <Name extends 'contest' | 'unit_leaderboard'>(name: Name, query: Record<string, string>) =>
    json<Result<Name>>(
      new URL(`/rest/v1/rpc/${name}?${String(new URLSearchParams(query))}`, new URL(url ?? '', location.href)),
      { apikey, 'accept-profile': 'api' },
    );

  const { rounds, server_now } = await ask('contest', { slug: contest });
  const open = rounds.find(({ state }) => state === 'open');
  const next = open ?? rounds.find(({ state }) => state === 'upcoming');
  ends = next ? Date.parse(open ? next.closes_at : next.opens_at) - Date.parse(server_now) + performance.now() : 0;
  words = next ? `${next.title} ${open ? 'đang mở, đóng sau' : 'mở sau'} ` : '';
  if (!next) part('line').textContent = 'Các đợt thi đã đóng.';

  let board = await ask('unit_leaderboard', { contest, size: units });
  // One unit alone, the province, says nothing beside those below it.
  for (let [only] = board.rows; only && board.total === 1; [only] = board.rows)
    board = await ask('unit_leaderboard', { contest, size: units, parent: only.code });
  part('units').replaceChildren(
    ...board.rows.map(({ name, participation_rate: rate, participants }) => {
      const row = document.createElement('li');
      row.textContent = `${name}: ${rate === null ? `${number.format(participants)} người` : `${number.format(rate * 100)}\u00a0%`}`;
      return row;
    }),
  );
  part('board').hidden = !board.rows[0];
  part('frozen').hidden = !board.frozen;
}

/** `2 ngày 3 giờ`: the two largest units that are not nothing. */
const timeText = (seconds: number) =>
  [
    `${Math.floor(seconds / 86400)} ngày`,
    `${Math.floor(seconds / 3600) % 24} giờ`,
    `${Math.floor(seconds / 60) % 60} phút`,
    `${seconds % 60} giây`,
  ]
    .filter((text) => !text.startsWith('0'))
    .slice(0, 2)
    .join(' ');

function tick(): void {
  const left = Math.ceil((ends - performance.now()) / 1000);
  if (words && left > 0) part('line').textContent = `${words}${timeText(left)}.`;
  // That the moment has come is the server's to say.
  if (words && left === 0) wait = 3 * Math.random();
  if (!document.hidden && (wait -= 1) < 0) look().catch(() => {});
}
tick();
setInterval(tick, 1000);
