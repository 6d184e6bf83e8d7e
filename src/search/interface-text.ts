/** What the search page says, in the languages it is offered in. */
import type { SearchLanguage } from './language.ts';
import type { PageKind } from './page-record.ts';

export interface InterfaceText {
  kinds: Record<PageKind, string>;
  count: (total: number, asked: string) => string;
  none: (asked: string) => string;
  /** Said when no page has all the words. */
  near: (total: number, asked: string) => string;
  tryOtherwise: string;
  filteredOut: string;
  dropFilter: string;
  didYouMean: string;
  inPage: string;
  year: (year: number) => string;
  kindLabel: string;
  allKinds: string;
  yearLabel: string;
  allYears: string;
  failed: string;
}

const vi: InterfaceText = {
  kinds: {
    'key-point': 'Nội dung cốt lõi',
    qa: 'Hỏi – đáp',
    theme: 'Chuyên đề',
    document: 'Văn bản',
    infographic: 'Infographic',
    plan: 'Kế hoạch',
    leaflet: 'Tờ rơi',
    glossary: 'Thuật ngữ',
    column: 'Chuyên mục',
    form: 'Biểu mẫu',
    talk: 'Báo cáo viên',
    example: 'Gương điển hình',
    contest: 'Cuộc thi',
    page: 'Trang khác',
  },
  count: (total, asked) => `${total} kết quả cho “${asked}”`,
  none: (asked) => `Không có kết quả cho “${asked}”`,
  near: (total, asked) => `Không trang nào có đủ các từ “${asked}”; ${total} trang gần nhất`,
  tryOtherwise: 'Thử viết ngắn hơn, bỏ bớt từ, hoặc xem lại chính tả. Không cần gõ dấu.',
  filteredOut: 'Không có kết quả nào đúng loại trang và năm đã chọn.',
  dropFilter: 'Xem mọi loại trang, mọi năm',
  didYouMean: 'Có kết quả khi tìm:',
  inPage: 'Trong trang: ',
  year: (year) => `năm ${year}`,
  kindLabel: 'Loại trang',
  allKinds: 'Mọi loại',
  yearLabel: 'Năm',
  allYears: 'Mọi năm',
  failed: 'Chưa tải được phần tìm kiếm. Kiểm tra kết nối rồi bấm Tìm lại, hoặc mở từng mục ở dưới.',
};

const en: InterfaceText = {
  kinds: {
    'key-point': 'Core content',
    qa: 'Questions and answers',
    theme: 'Themes',
    document: 'Documents',
    infographic: 'Infographics',
    plan: 'Plans',
    leaflet: 'Leaflets',
    glossary: 'Glossary',
    column: 'Columns',
    form: 'Forms',
    talk: 'Talks',
    example: 'Examples',
    contest: 'Contest',
    page: 'Pages',
  },
  count: (total, asked) => `${total} ${total === 1 ? 'result' : 'results'} for “${asked}”`,
  none: (asked) => `No results for “${asked}”`,
  near: (total, asked) => `No page has all the words “${asked}”; ${total} nearest ${total === 1 ? 'page' : 'pages'}`,
  tryOtherwise: 'Try fewer words, or check the spelling.',
  filteredOut: 'No result is of the kind and year chosen.',
  dropFilter: 'Show every kind and year',
  didYouMean: 'These find something:',
  inPage: 'On this page: ',
  year: String,
  kindLabel: 'Kind of page',
  allKinds: 'Every kind',
  yearLabel: 'Year',
  allYears: 'Any year',
  failed: 'Search could not be loaded. Check the connection and press Search again, or open a section below.',
};

export const interfaceTexts: Record<SearchLanguage, InterfaceText> = { vi, en };
