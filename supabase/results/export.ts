/**
 * Takes the published results of a contest over into content/contests/<year>/results/, from where the site is built:
 *
 *   npm run contest:results -- https://thi.vidu.vn [2026]
 *
 * It reads what anybody can read: the site says in /supabase.json where the database is. To be run after every
 * publication, and again whenever a name changes (somebody was forgotten, or a name was corrected).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { parse as parseYaml } from 'yaml';
import { connect } from '../../src/contest/client.ts';
import { keepContest, keepRound, type Kept } from './keep-results.ts';
import { ResultsProblem } from './problem.ts';
import { ask, asProblem, readContest, readRound } from './read-results.ts';

const keptWords: Record<Kept, string> = {
  written: 'đã ghi',
  'names-replaced': 'kết quả giữ nguyên, đã thay tên',
  unchanged: 'không có gì đổi',
};

try {
  await takeOver();
} catch (fault) {
  const problem = asProblem(fault);
  console.error(`✗ ${problem instanceof ResultsProblem ? problem.message : String((problem as Error).stack)}`);
  process.exitCode = 1;
}

async function takeOver(): Promise<void> {
  const { site, year, content } = readArguments();
  const { slug, folder } = findContest(content, year);
  const results = join(folder, 'results');
  const client = await connect(site);
  const contest = await ask(client, 'contest', { slug });
  const published = contest.rounds.filter(({ state }) => state === 'published');
  if (published.length === 0)
    throw new ResultsProblem(
      `Chưa đợt nào của "${contest.title}" được công bố. Công bố xong (organiser_publish_round) rồi hãy chạy lại lệnh này.`,
    );

  for (const { slug: round, title, state } of contest.rounds) {
    if (state !== 'published') {
      console.log(`${title}: chưa công bố, bỏ qua`);
      continue;
    }
    const read = await readRound(client, slug, round);
    const kept = await keepRound(results, read);
    console.log(`${title}: ${read.result.lines} bài, SHA-256 ${read.result.hash}: ${keptWords[kept]}`);
  }
  const whole = await readContest(client, slug);
  if (whole) console.log(`Cả cuộc thi: ${keptWords[await keepContest(results, whole)]}`);
  else if (existsSync(join(results, '_contest.json')))
    throw new ResultsProblem(
      'Cả cuộc thi: máy chủ nói còn đợt chưa công bố, nên _contest.json không còn là kết quả cuối cùng. Hãy xóa nó và _contest.names.json.',
    );
  else console.log('Cả cuộc thi: còn đợt chưa công bố, bỏ qua');
  console.log(
    `\nKết quả nằm ở ${relative(process.cwd(), results)}/. Hãy lưu thư mục ấy vào git, rồi dựng và đưa lên lại trang.`,
  );
}

function readArguments(): { site: string; year: string | undefined; content: string } {
  const usage = 'Cách gọi: npm run contest:results -- https://địa-chỉ-trang [năm]';
  const read = () => {
    try {
      return parseArgs({ allowPositionals: true, options: { content: { type: 'string' } } });
    } catch {
      throw new ResultsProblem(`Không hiểu "${process.argv.slice(2).join(' ')}". ${usage}`);
    }
  };
  const { positionals, values } = read();
  const [site = '', year, ...others] = positionals;
  if (!URL.canParse(site) || !/^https?:$/.test(new URL(site).protocol) || others.length > 0)
    throw new ResultsProblem(`${site === '' ? 'Thiếu' : 'Không đúng'} địa chỉ của trang đang chạy. ${usage}`);
  return { site, year, content: values.content ?? join(import.meta.dirname, '../../content') };
}

/** The folder of a year, of the latest one unless told, and the slug its contest.yaml gives. */
function findContest(content: string, year: string | undefined): { slug: string; folder: string } {
  const contests = join(content, 'contests');
  const years = existsSync(contests)
    ? readdirSync(contests)
        .filter((name) => existsSync(join(contests, name, 'contest.yaml')))
        .sort()
    : [];
  const wanted = year ?? years.at(-1);
  if (wanted === undefined || !years.includes(wanted))
    throw new ResultsProblem(
      `Không có ${relative(process.cwd(), join(contests, wanted ?? '<năm>', 'contest.yaml'))}. ` +
        (years.length > 0 ? `Các năm đang có: ${years.join(', ')}.` : 'Hãy chạy lệnh ở thư mục gốc của dự án.'),
    );
  const folder = join(contests, wanted);
  const { slug } = (parseYaml(readFileSync(join(folder, 'contest.yaml'), 'utf8')) ?? {}) as { slug?: unknown };
  if (typeof slug !== 'string')
    throw new ResultsProblem(
      `${relative(process.cwd(), folder)}/contest.yaml không có "slug". Hãy chạy npm run content:check.`,
    );
  return { slug, folder };
}
