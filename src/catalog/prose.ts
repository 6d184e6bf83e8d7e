/** Text that editors write in YAML: Markdown, with figures quoted by id. */
import { markdownToHtml } from 'satteri';
import type { Language } from '../schemas/language.ts';
import { targetHtml, targetText, type TargetIndex } from './targets.ts';

const marker = /\{\{([^{}]*)\}\}/g;

/** Replaces every `{{mã-chỉ-tiêu}}` by the target's level. Throws where no dataset has it. */
export function withFigures(text: string, targets: Pick<TargetIndex, 'target'>, language: Language = 'vi'): string {
  return text.replace(marker, (_, id: string) => targetText(targets.target(id.trim()), language));
}

/** HTML of a piece of Markdown, its figures filled in, none of them broken over two lines. */
export function renderProse(text: string, targets: Pick<TargetIndex, 'target'>, language: Language = 'vi'): string {
  const marked = text.replace(marker, (_, id: string) => targetHtml(targets.target(id.trim()), language));
  const { html } = markdownToHtml(marked, { features: { frontmatter: false } });
  return html.trim();
}
