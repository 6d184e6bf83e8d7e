import { expect, test } from 'vitest';
import { htmlRules } from '../support/html-rules.ts';
import { builtHtml, builtPages, isFrame, oldAddresses } from '../support/site-pages.ts';

const faults = async (html: string) =>
  (await htmlRules.validateString(html)).results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`),
  );

const page = (body: string) =>
  `<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title>Trang</title>\n</head>\n<body>\n${body}\n</body>\n</html>\n`;

test('every page of the built site is valid HTML', async () => {
  const pages = [...(await builtPages()), ...(await oldAddresses())];
  expect(pages.length).toBeGreaterThan(30);
  for (const route of pages) expect(await faults(await builtHtml(route)), route).toEqual([]);
});

test('a page is not valid with an id given twice, a style in place, a label for nothing, or a tag left open', async () => {
  expect(await faults(page('<p id="a">A</p>'))).toEqual([]);
  const rules = { 'no-dup-id': '<p id="a">A</p><p id="a">B</p>', 'no-inline-style': '<p style="color: red">A</p>' };
  const more = { 'no-missing-references': '<label for="b">A</label>', 'close-order': '<p><b>A</p>' };
  for (const [rule, body] of Object.entries({ ...rules, ...more }))
    expect(await faults(page(body)), rule).toContainEqual(expect.stringContaining(rule));
});

test('no page gives an id twice, those of its drawings among them', async () => {
  const twice = (html: string) => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  };
  expect(twice('<svg><g id="a"/></svg><p id="a">')).toEqual(['a']);
  for (const route of await builtPages()) expect(twice(await builtHtml(route)), route).toEqual([]);
});

// The Content-Security-Policy names one script by its hash, and allows no style. Frames have a policy of their own.
test('no page carries a style sheet or a script of its own, but the one that sets the colours', async () => {
  const scripts = new Set<string>();
  for (const route of (await builtPages()).filter((one) => !isFrame(one))) {
    const html = await builtHtml(route);
    expect(html, route).not.toMatch(/<style/);
    for (const [, attributes = '', script = ''] of html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g))
      if (script.trim() !== '' && !attributes.includes('application/ld+json')) scripts.add(script);
  }
  expect([...scripts].length).toBe(1);
});
