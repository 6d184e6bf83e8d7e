/** Data of each kind of figure, plain and nasty, for tests and for looking at. The numbers are made up. */
import { comparisonExamples } from './examples/comparison.ts';
import { keyFiguresExamples } from './examples/key-figures.ts';
import { stepsExamples } from './examples/steps.ts';
import { textPanelExamples } from './examples/text-panel.ts';
import { timelineExamples } from './examples/timeline.ts';
import { treeExamples } from './examples/tree.ts';
import type { Figure, FigureKind } from './figure.ts';
import type { Target, TargetBars } from './target-bars/data.ts';

const frame = {
  kind: 'target-bars',
  language: 'vi',
  subtitle: 'Giai đoạn mẫu 2021–2025.',
  source: 'Nguồn: số liệu mẫu.',
  date: '2026-11-22',
  version: 1,
} as const;

const longTitle =
  'Định hướng các chỉ tiêu chủ yếu về phát triển kinh tế - xã hội, văn hóa, con người, bảo vệ môi trường và ứng phó với biến đổi khí hậu trong kế hoạch năm năm';
const longLabel =
  'Khu công nghiệp, khu chế xuất đang hoạt động có hệ thống xử lý nước thải tập trung đạt tiêu chuẩn môi trường và được kiểm tra hằng năm';
/** No Vietnamese word is this long; a pasted address or a missing space is. */
const longWord = 'ẲỄẬỘỹnghiêngnghiêngngoằnngoèo'.repeat(6);

const everyBound: Target[] = [
  { label: 'Tỉ lệ đúng mức', bound: 'exact', value: 42, unit: '%' },
  { label: 'Tỉ lệ khoảng chừng', bound: 'about', value: 45, unit: '%' },
  { label: 'Tỉ lệ trên mức', bound: 'over', value: 98.5, unit: '%' },
  { label: 'Tỉ lệ dưới mức', bound: 'under', value: 4, unit: '%' },
  { label: 'Tỉ lệ tối thiểu', bound: 'at-least', value: 100, unit: '%' },
  { label: 'Tỉ lệ trong khoảng', bound: 'exact', value: [93, 95], unit: '%' },
  { label: 'Tỉ lệ trong khoảng chừng', bound: 'about', value: [0, 30], unit: '% GDP' },
];

const otherUnits: Target[] = [
  { label: 'Tăng trưởng bình quân', bound: 'about', value: [6.5, 7], unit: '%/năm' },
  { label: 'Thu nhập bình quân đầu người', bound: 'over', value: [4700, 5000], unit: 'USD' },
  { label: 'Bác sĩ trên 1 vạn dân', bound: 'exact', value: 10, unit: 'bác sĩ' },
  { label: 'Tuổi thọ trung bình', bound: 'at-least', value: 74.5, unit: 'tuổi' },
  { label: 'Thời gian chờ', bound: 'under', value: 0.25, unit: 'ngày làm việc' },
  { label: 'Vốn thực hiện', bound: 'about', value: 1234567.5, unit: 'tỉ đồng' },
];

export const targetBarsExamples: Record<string, TargetBars> = {
  'every bound and unit': {
    ...frame,
    title: 'Mỗi kiểu mức và mỗi đơn vị',
    groups: [
      { title: 'Tỉ lệ', targets: everyBound },
      { title: 'Đơn vị khác', targets: otherUnits },
      { title: 'Lẫn lộn', targets: [...otherUnits.slice(0, 2), ...everyBound.slice(0, 3)] },
    ],
  },
  'one row': {
    ...frame,
    title: 'Một chỉ tiêu',
    groups: [{ title: 'Kinh tế', targets: [{ label: 'Tỉ lệ đô thị hóa', bound: 'about', value: 45, unit: '%' }] }],
  },
  'one figure and no bar': {
    ...frame,
    title: 'Một con số',
    groups: [{ title: 'Xã hội', targets: [{ label: 'Tuổi thọ', bound: 'about', value: 74.5, unit: 'tuổi' }] }],
  },
  'thirty rows': {
    ...frame,
    title: 'Ba mươi chỉ tiêu trong một nhóm',
    groups: [
      {
        title: 'Một nhóm',
        targets: Array.from({ length: 30 }, (_, index) => ({
          label: `Chỉ tiêu thứ ${index + 1} của kế hoạch`,
          bound: 'exact' as const,
          value: (index * 100) / 29,
          unit: '%',
        })),
      },
    ],
  },
  'long titles and labels': {
    ...frame,
    title: longTitle,
    subtitle: `${longTitle}.`,
    source: `Nguồn: ${longTitle}; ${longLabel}.`,
    groups: [
      { title: longTitle, targets: everyBound.map((target) => ({ ...target, label: longLabel })) },
      { title: longLabel, targets: otherUnits.map((target) => ({ ...target, label: longLabel })) },
    ],
  },
  'words wider than the frame': {
    ...frame,
    title: longWord,
    source: longWord,
    groups: [
      {
        title: longWord,
        targets: [...everyBound, ...otherUnits].map((target) => ({ ...target, label: longWord })),
      },
      { title: 'Đơn vị dài', targets: [{ label: longWord, bound: 'over', value: 5, unit: longWord }] },
    ],
  },
  'highest and lowest letters, stacked': {
    ...frame,
    title: 'ẲẴẨẪ ỄỂỖỔ ẠẬỆỘỤỰỴ ẲẴẨẪ ỄỂỖỔ ẠẬỆỘỤỰỴ ẲẴẨẪ ỄỂỖỔ ẠẬỆỘỤỰỴ',
    groups: [
      {
        title: 'ẠẬỆỘỤỰỴ ẲẴẨẪ',
        targets: everyBound.map((target) => ({
          ...target,
          label: 'ẠẬỆỘ ẲẴẨẪ ẠẬỆỘ ẲẴẨẪ ẠẬỆỘ ẲẴẨẪ ẠẬỆỘ ẲẴẨẪ ẠẬỆỘ ẲẴẨẪ',
        })),
      },
    ],
  },
  'marks that XML reserves': {
    ...frame,
    title: '"A" & B < C > D',
    subtitle: "<script>alert('&amp;')</script>",
    source: 'Nguồn: <&">',
    groups: [{ title: 'A & B', targets: [{ label: '<b>"&"</b>', bound: 'exact', value: 1, unit: '% & "<phần>"' }] }],
  },
  'English words and numbers': {
    ...frame,
    language: 'en',
    title: 'Targets in English',
    subtitle: 'Sample period 2021–2025.',
    source: 'Source: sample data.',
    groups: [
      { title: 'Shares', targets: everyBound.map((target) => ({ ...target, label: 'A share of the whole' })) },
      { title: 'Figures', targets: otherUnits.map((target) => ({ ...target, label: 'A figure', unit: 'USD' })) },
    ],
  },
};

/** The examples of every kind, each named by what it shows. */
export const figureExamples: Record<FigureKind, Record<string, Figure>> = {
  'target-bars': targetBarsExamples,
  steps: stepsExamples,
  'text-panel': textPanelExamples,
  tree: treeExamples,
  timeline: timelineExamples,
  comparison: comparisonExamples,
  'key-figures': keyFiguresExamples,
};
