/** A page as somebody hears it: what the browser hands to screen readers, and what they say unasked. */
import type { CDPSession, Page } from '@playwright/test';

/** What a live region has said. */
export interface Announcement {
  /** `status` waits for a pause, `alert` interrupts. */
  kind: 'status' | 'alert';
  words: string;
  /** The region came with its words: some screen readers then say nothing. */
  isNew: boolean;
}

/** Part of a node of Chromium's accessibility tree. */
interface AxNode {
  nodeId: string;
  ignored: boolean;
  role?: { value?: string };
  name?: { value?: string };
  description?: { value?: string };
  properties?: { name: string; value: { value?: unknown } }[];
  childIds?: string[];
  parentId?: string;
  backendDOMNodeId?: number;
}

/** Said in one breath with all they contain. */
const whole = new Set([
  ...['heading', 'button', 'link', 'image', 'timer', 'DisclosureTriangle'],
  ...['checkbox', 'radio', 'textbox', 'searchbox', 'combobox', 'columnheader', 'row'],
]);
/** Must have a name: otherwise one hears "button" and nothing else. */
const named = new Set([
  ...['button', 'link', 'image', 'DisclosureTriangle', 'timer', 'table'],
  ...['checkbox', 'radio', 'textbox', 'searchbox', 'combobox', 'heading', 'columnheader'],
]);
/** Announced by name when one comes into them. */
const places = new Set(['group', 'region', 'form', 'navigation', 'table', 'radiogroup']);
/** Words within a line. */
const inline = new Set(['strong', 'emphasis', 'time', 'code', 'subscript', 'superscript']);

export interface ScreenReader {
  /** A part of the page from top to bottom, a line for everything that is said in one breath. @param part CSS selector */
  read(part: string): Promise<string[]>;
  /** What is said of the focus: the named places one has come into with it, then what has it. */
  focus(): Promise<string>;
  /** What was said unasked since last asked. */
  heard(): Announcement[];
  /** Everything on the page that needs a name and has none. */
  nameless(): Promise<string[]>;
}

/** Starts to listen. To be called before the page is opened. */
export async function listenTo(page: Page): Promise<ScreenReader> {
  let announced: Announcement[] = [];
  await page.exposeFunction('screenReaderHears', (words: Announcement) => void announced.push(words));
  await page.addInitScript(watchLiveRegions);
  const session = await page.context().newCDPSession(page);
  let last: { node: number | undefined; places: string[]; placesBefore: string[] } = {
    node: undefined,
    places: [],
    placesBefore: [],
  };
  return {
    read: async (part) => {
      const tree = await readTree(session);
      const { result } = await session.send('Runtime.evaluate', {
        expression: `document.querySelector(${JSON.stringify(part)})`,
      });
      const { node } = await session.send('DOM.describeNode', { objectId: result.objectId ?? '' });
      const start = [...tree.values()].find(({ backendDOMNodeId }) => backendDOMNodeId === node.backendNodeId);
      if (!start) throw new Error(`nothing to hear in ${part}`);
      return linesOf(start, tree);
    },
    focus: async () => {
      const tree = await readTree(session);
      const focused = [...tree.values()].find(
        (node) => role(node) !== 'RootWebArea' && state(node, 'focused') === true,
      );
      if (!focused) return '';
      const around: string[] = [];
      for (let node = parentOf(focused, tree); node; node = parentOf(node, tree)) {
        if (!node.ignored && places.has(role(node)) && node.name?.value) around.unshift(line(node, tree));
      }
      // Asked again of the same focus, the same is said.
      const node = focused.backendDOMNodeId;
      last = { node, places: around, placesBefore: node === last.node ? last.placesBefore : last.places };
      const entered = around.filter((place) => !last.placesBefore.includes(place));
      return [...entered, line(focused, tree)].join(' › ');
    },
    heard: () => {
      const heard = announced;
      announced = [];
      return heard;
    },
    nameless: async () =>
      [...(await readTree(session)).values()]
        .filter((node) => !node.ignored && named.has(role(node)) && !node.name?.value?.trim())
        .map((node) => line(node, new Map())),
  };
}

async function readTree(session: CDPSession): Promise<Map<string, AxNode>> {
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
  return new Map(nodes.map((node) => [node.nodeId, node]));
}

const role = (node: AxNode): string => node.role?.value ?? '';
const state = (node: AxNode, name: string): unknown =>
  node.properties?.find((property) => property.name === name)?.value.value;
const parentOf = (node: AxNode, tree: Map<string, AxNode>) => tree.get(node.parentId ?? '');
const childrenOf = (node: AxNode, tree: Map<string, AxNode>): AxNode[] =>
  (node.childIds ?? []).flatMap((id) => tree.get(id) ?? []);
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** `radio "Đúng", checked – Câu này có nhiều phương án đúng` */
function line(node: AxNode, tree: Map<string, AxNode>): string {
  const kind = role(node) === 'DisclosureTriangle' ? 'disclosure' : role(node);
  const level = kind === 'heading' ? ` ${String(state(node, 'level'))}` : '';
  const name = oneLine(node.name?.value || (whole.has(role(node)) && role(node) !== 'row' ? '' : textOf(node, tree)));
  const checked = state(node, 'checked');
  const expanded = state(node, 'expanded');
  const states = [
    checked !== undefined && (checked === 'true' ? 'checked' : 'not checked'),
    expanded !== undefined && kind === 'disclosure' && (expanded ? 'open' : 'closed'),
    state(node, 'invalid') === 'true' && 'invalid',
    state(node, 'required') === true && 'required',
    state(node, 'disabled') === true && 'disabled',
  ].filter((word) => typeof word === 'string');
  const description = oneLine(node.description?.value ?? '');
  return (
    [`${kind}${level} "${name}"`, ...states].join(', ') +
    // A disclosure's description is its name over again.
    (description && description !== name ? ` – ${description}` : '')
  );
}

/** All words within, cells of a row kept apart. */
function textOf(node: AxNode, tree: Map<string, AxNode>): string {
  if (role(node) === 'StaticText') return node.name?.value ?? '';
  return childrenOf(node, tree)
    .map((child) => textOf(child, tree))
    .filter((text) => text !== '')
    .join(role(node) === 'row' ? ' | ' : ' ');
}

function linesOf(start: AxNode, tree: Map<string, AxNode>): string[] {
  const lines: string[] = [];
  let words = '';
  const flush = () => {
    if (oneLine(words)) lines.push(oneLine(words));
    words = '';
  };
  const visit = (node: AxNode, inLabel: boolean): void => {
    const kind = role(node);
    const within = () => childrenOf(node, tree).forEach((child) => visit(child, inLabel || kind === 'LabelText'));
    if (kind === 'StaticText') {
      // The words of a label are the name of what it labels.
      const text = inLabel ? '' : (node.name?.value ?? '');
      words += /^[.,;:/)]/.test(text) ? text : ` ${text}`;
    } else if (node.ignored || inline.has(kind)) within();
    else {
      flush();
      if (whole.has(kind)) lines.push(line(node, tree));
      else {
        if (places.has(kind) && node.name?.value) lines.push(line(node, tree));
        within();
      }
      flush();
    }
  };
  visit(start, false);
  flush();
  return lines;
}

/** Runs in the page: tells of every live region whose words have changed. */
function watchLiveRegions(): void {
  const live = '[role="status"], [role="alert"], [role="log"], [aria-live="polite"], [aria-live="assertive"], output';
  const before = new WeakMap<Element, string>();
  const wordsOf = (region: Element): string => {
    const texts = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
    let words = '';
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      if (element?.checkVisibility() && !element.closest('[aria-hidden="true"]')) words += texts.currentNode.nodeValue;
    }
    return words.replace(/\s+/g, ' ').trim();
  };
  const observer = new MutationObserver((changes) => {
    const changed = new Set<Element>();
    const come = new Set<Element>();
    for (const { target, addedNodes } of changes) {
      const region = (target instanceof Element ? target : target.parentElement)?.closest(live);
      if (region) changed.add(region);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        for (const one of [node, ...node.querySelectorAll('*')]) if (one.matches(live)) come.add(one);
      }
    }
    for (const region of new Set([...changed, ...come])) {
      if (!region.isConnected) continue;
      const words = wordsOf(region);
      if (words !== '' && words !== before.get(region)) {
        const isAlert = region.matches('[role="alert"], [aria-live="assertive"]');
        (globalThis as unknown as { screenReaderHears: (words: Announcement) => void }).screenReaderHears({
          kind: isAlert ? 'alert' : 'status',
          words,
          isNew: come.has(region),
        });
      }
      before.set(region, words);
    }
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true });
}
