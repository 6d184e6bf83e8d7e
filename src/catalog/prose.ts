/** Text that editors write in YAML: Markdown, with figures quoted by id. */
import { markdownToHtml } from 'satteri';
import { targetText, type TargetIndex } from './targets.ts';

/** Replaces every `{{mã-chỉ-tiêu}}` by the target's level. Throws where no dataset has it. */
export function withFigures(text: string, targets: Pick<TargetIndex, 'target'>): string {
  return text.replace(/\{\{([^{}]*)\}\}/g, (_, id: string) => targetText(targets.target(id.trim())));
}

/** HTML of a piece of Markdown, its figures filled in. */
export function renderProse(text: string, targets: Pick<TargetIndex, 'target'>): string {
  const { html } = markdownToHtml(withFigures(text, targets), { features: { frontmatter: false } });
  return html.trim();
}
