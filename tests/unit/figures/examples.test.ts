import { expect, test } from 'vitest';
import { figureExamples } from '../../../src/figures/examples.ts';
import { drawFigure } from '../../../src/figures/figure.ts';
import { widths, type WidthClass } from '../../../src/figures/scene.ts';
import { htmlRules } from '../../support/html-rules.ts';

test.each(Object.entries(figureExamples))('every example of %s is valid where a page holds it', async (_, examples) => {
  const drawn = Object.values(examples).flatMap((figure, index) =>
    (Object.keys(widths) as WidthClass[]).map((width) =>
      drawFigure(figure, { width, id: `mau-${index}-${width}`, description: '<"&">' }),
    ),
  );
  const page = `<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title>Trang</title>\n</head>\n<body>\n${drawn.join('\n')}\n</body>\n</html>\n`;
  const { results } = await htmlRules.validateString(page);
  expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual([]);
});
