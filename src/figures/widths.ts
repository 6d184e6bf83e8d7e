/** The widths a figure is laid out for, in px: a phone, a column of an article, a page. */
export const widths = { narrow: 320, medium: 640, wide: 1200 } as const;
export type WidthClass = keyof typeof widths;
