/** Writes a new entry into `content/`, and says what to do with it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pageCollectionNames, pageCollections } from '../../schemas/collections.ts';
import { readContent } from '../content-tree.ts';
import { slugOf } from '../mdx-body.ts';
import { didYouMean } from '../nearest.ts';
import { readFieldDocs } from './field-docs.ts';
import { scaffold, toWrite } from './scaffold.ts';

/** @property said for the editor, in Vietnamese */
export interface Created {
  ok: boolean;
  said: string;
}

const refused = (said: string): Created => ({ ok: false, said });

/**
 * @param root the project's folder
 * @param wanted a folder of `content/`, or a collection's name
 * @param title of the page; its address is made from it
 * @param today `yyyy-mm-dd`
 */
export async function createEntry(root: string, wanted: string, title: string, today: string): Promise<Created> {
  const known = pageCollectionNames.map((name) => pageCollections[name].folder);
  const collection = pageCollectionNames.find((name) => name === wanted || pageCollections[name].folder === wanted);
  if (wanted === '')
    return refused(`Viết: npm run content:new -- <thư mục> [tiêu đề]. Các thư mục: ${known.join(', ')}.`);
  if (collection === undefined)
    return refused(
      `Không có thư mục "${wanted}": ${didYouMean(wanted, known, `chọn một trong: ${known.join(', ')}`)}.`,
    );

  const { folder, format, route } = pageCollections[collection];
  const slug = slugOf(title) || 'trang-moi';
  const file = `content/${folder}/${slug}.${format}`;
  const docs = await readFieldDocs(join(import.meta.dirname, '../../schemas'));
  const text = scaffold(collection, title, { tree: await readContent(root), docs, today });
  await mkdir(dirname(join(root, file)), { recursive: true });
  try {
    // `wx`: the file that is there stays as it is, whoever wrote it a moment ago.
    await writeFile(join(root, file), text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return refused(`Đã có ${file}; không ghi đè. Đặt tiêu đề khác, hoặc mở tệp ấy ra sửa.`);
  }
  return {
    ok: true,
    said: [
      `Đã tạo ${file}, địa chỉ /${route}/${slug}/.`,
      '',
      `1. Mở tệp, thay mọi chỗ "${toWrite}"; lời giải thích từng trường ở dòng # ngay trên trường ấy.`,
      '2. Sửa sources: mã các văn bản làm căn cứ, lấy trong content/sources.yaml.',
      '3. Trường nào cần thì bỏ dấu # ở đầu dòng rồi điền; không cần thì xóa.',
      '4. Chạy npm run content:check. Khi đã đối chiếu với nguồn, sửa check cho đúng mức.',
      ...(collection === 'infographics'
        ? [
            `5. Viết xong thì công bố bản đầu: npm run figure:publish -- ${slug}. Ký duyệt (check) rồi mà chưa công bố thì trang không dựng.`,
          ]
        : []),
    ].join('\n'),
  };
}
