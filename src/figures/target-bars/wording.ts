/** The words the figure itself puts in the picture, per language; everything else comes with its data. */
import { valueRange, type Bound, type Target, type TargetBars } from './data.ts';

type Language = TargetBars['language'];

const bounds: Record<Language, Record<Bound, string>> = {
  vi: { exact: '', about: 'khoảng ', over: 'trên ', under: 'dưới ', 'at-least': 'tối thiểu ' },
  en: { exact: '', about: 'about ', over: 'over ', under: 'under ', 'at-least': 'at least ' },
};

const marks = { vi: { decimal: ',', thousands: '.' }, en: { decimal: '.', thousands: ',' } };

/** "4.700", "6,5" in Vietnamese; "4,700", "6.5" in English. */
export function numberText(value: number, language: Language): string {
  const [whole = '', fraction] = String(Number(value.toFixed(6))).split('.');
  const { decimal, thousands } = marks[language];
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, thousands);
  return fraction ? grouped + decimal + fraction : grouped;
}

/** "khoảng 6,5–7 %/năm": the number and its unit never part at a line end, the words before them may. */
export function valueText(target: Target, language: Language): string {
  const [from, to] = valueRange(target);
  const number = from === to ? numberText(from, language) : `${numberText(from, language)}–${numberText(to, language)}`;
  return `${bounds[language][target.bound]}${number}\u00a0${target.unit}`;
}

export const words = {
  vi: {
    scale: 'cả dải là 100 %',
    exact: 'mức đề ra',
    about: 'khoảng',
    range: 'từ … đến',
    up: 'trên, tối thiểu',
    under: 'dưới',
    note: 'Hình vẽ mức đề ra, không phải kết quả đạt được.',
  },
  en: {
    scale: 'the whole strip is 100 %',
    exact: 'target',
    about: 'about',
    range: 'from … to',
    up: 'over, at least',
    under: 'under',
    note: 'The figure shows targets, not results.',
  },
} as const;
