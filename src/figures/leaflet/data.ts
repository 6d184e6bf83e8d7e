/** What a leaflet says, panel by panel, every figure already words. */

export type PanelBlock =
  | { kind: 'paragraph' | 'bullet'; text: string }
  /** A figure set large over what it is of. */
  | { kind: 'level'; label: string; level: string };

export interface Panel {
  title: string;
  blocks: PanelBlock[];
}

export interface Leaflet {
  office: string;
  /** The cover's words, broken into lines where they should break. */
  title: string[];
  summary: string;
  /** "Dành cho …" */
  audience: string;
  /** Which congress's term it belongs to. */
  term: string;
  /** Three inside, from left to right, then the one that is folded in. */
  panels: Panel[];
  /** Where the text can be read on a phone, as people type it. */
  address: string;
  source: string;
  /** Who answers for it, and as of which day; a line each. */
  imprint: string[];
  largePrint: boolean;
}
