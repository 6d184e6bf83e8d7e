/** Words for examples of figures: what no entry should need and any may bring. */
export const nasty = {
  longTitle:
    'Định hướng các chỉ tiêu chủ yếu về phát triển kinh tế - xã hội, văn hóa, con người, bảo vệ môi trường và ứng phó với biến đổi khí hậu trong kế hoạch năm năm',
  longText:
    'Khu công nghiệp, khu chế xuất đang hoạt động có hệ thống xử lý nước thải tập trung đạt tiêu chuẩn môi trường và được kiểm tra hằng năm',
  /** No Vietnamese word is this long; a pasted address or a missing space is. */
  longWord: 'ẲỄẬỘỹnghiêngnghiêngngoằnngoèo'.repeat(6),
  stacked: 'ẲẴẨẪ ỄỂỖỔ ẠẬỆỘỤỰỴ ẲẴẨẪ ỄỂỖỔ ẠẬỆỘỤỰỴ ẲẴẨẪ ỄỂỖỔ ẠẬỆỘỤỰỴ',
  reserved: `"A" & B < C > D <script>alert('&amp;')</script>`,
} as const;

/** What stands around an example, but for its title. */
export const exampleFrame = {
  language: 'vi',
  subtitle: 'Giai đoạn mẫu 2021–2025.',
  source: 'Nguồn: văn bản mẫu.',
  date: '2026-11-22',
  version: 1,
} as const;

export const englishFrame = {
  ...exampleFrame,
  language: 'en',
  subtitle: 'Sample period 2021–2025.',
  source: 'Source: a sample.',
} as const;

/** The same title and text `count` times, numbered where `title` is a function. */
export const repeated = (count: number, title: string | ((number: number) => string), text: string) =>
  Array.from({ length: count }, (_, index) => ({
    title: typeof title === 'string' ? title : title(index + 1),
    text,
  }));
