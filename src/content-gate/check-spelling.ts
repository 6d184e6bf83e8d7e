/**
 * Rule: Vietnamese text is spelt right, its tone marks placed one way. A warning and no fault: the dictionary knows neither
 * every name nor every loan word, and a page may not wait for the one who keeps the word list.
 */
import type { ContentTree } from './content-tree.ts';
import type { Problem } from './report.ts';
import { createSpeller, type Misspelling } from './spelling/speller.ts';
import { readWordList, wordList } from './spelling/word-list.ts';
import { writtenTexts } from './written-texts.ts';

export async function checkSpelling(root: string, tree: ContentTree): Promise<Problem[]> {
  const speller = createSpeller(await readWordList(root));
  const warnings: Problem[] = [];
  for (const { text, placeOf } of writtenTexts(tree)) {
    const found = speller.check(text);
    // A word that stands twice in one text is one thing to look at.
    for (const slip of found.filter(({ word }, index) => found.findIndex((one) => one.word === word) === index))
      warnings.push({ ...placeOf(slip.word), ...wordSlip(slip) });
  }
  return warnings;
}

/** A misspelling as an editor reads it. */
export function wordSlip({ word, kind, suggestions }: Misspelling): Pick<Problem, 'problem' | 'remedy'> {
  if (kind === 'tone-placement')
    return {
      problem: `"${word}" đặt dấu thanh theo kiểu khác các trang còn lại`,
      remedy: `viết "${suggestions.join('", "')}"`,
    };
  const listIt = `tên riêng, chữ viết tắt hay từ nước ngoài thì thêm một dòng "${word}" vào ${wordList}`;
  return {
    problem: `từ điển không có "${word}"`,
    remedy: suggestions.length > 0 ? `có phải "${suggestions.join('", "')}"? Nếu là ${listIt}` : listIt,
  };
}
