/** Which drawing a form of an infographic is. */
import { saidIn } from '../catalog/editions.ts';
import { onSheet } from '../figures/print-sheet.ts';
import { widths, type Scene, type WidthClass } from '../figures/scene.ts';
import { renderSvg } from '../figures/svg.ts';
import type { Drawing } from './drawing.ts';
import type { Form } from './forms.ts';
import type { Original } from './original.ts';

/** What is to be drawn for a form; `null` for one that is written as text. */
export async function drawingOf(original: Original, { made }: Form): Promise<Drawing | null> {
  const { edition, language } = original;
  const { words, office } = saidIn(edition, language);
  switch (made.kind) {
    case 'picture': {
      const [svg, { width, height }] = await Promise.all([original.picture(), original.layout('wide')]);
      return { kind: 'png', svg, length: made.longest, of: width >= height ? 'width' : 'height' };
    }
    case 'card':
      return pictureOf(await original.card(made.card), { language, title: words.title, description: words.summary });
    case 'sheet': {
      const layouts = await Promise.all((Object.keys(widths) as WidthClass[]).map((width) => original.layout(width)));
      const said = { title: words.title, author: office, subject: words.summary, language, day: edition.updated };
      return { kind: 'pdf', pages: [onSheet(layouts, made.sheet)], words: said };
    }
    default:
      return null;
  }
}

/** A scene at its own size. */
export const pictureOf = (scene: Scene, words: { language: string; title: string; description: string }): Drawing => ({
  kind: 'png',
  svg: renderSvg(scene, { id: 'the', ...words }),
  length: scene.width,
  of: 'width',
});
