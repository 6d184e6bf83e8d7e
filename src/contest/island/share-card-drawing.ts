/** The picture to share after an attempt. Loaded when somebody wants one. */
import { paintScene } from '../../figures/canvas.ts';
import { layOutShareCard, shareCardText, type ShareCardWords } from '../../figures/share-card/card.ts';
import { renderSvg } from '../../figures/svg.ts';

export const shareCardSvg = (words: ShareCardWords): string =>
  renderSvg(layOutShareCard(words), {
    id: 'share-card',
    language: 'vi',
    title: 'Ảnh sẽ lưu hoặc chia sẻ',
    description: shareCardText(words),
  });

/** The card as a PNG, one px to each of its own: feeds make larger ones smaller anyway. */
export async function shareCardPicture(words: ShareCardWords): Promise<Blob> {
  const canvas = await paintScene(layOutShareCard(words), 1);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/png'),
  );
}
