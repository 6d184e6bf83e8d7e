/**
 * What readers type, and the page they must be given: first, or within so many results.
 * Run against the built site's own index in `search-queries.test.ts`. An address that ends in an anchor is a single question.
 */
export interface WantedResult {
  query: string;
  address: string;
  within: number;
}

const first = (address: string, ...queries: string[]): WantedResult[] =>
  queries.map((query) => ({ query, address, within: 1 }));
const within3 = (address: string, ...queries: string[]): WantedResult[] =>
  queries.map((query) => ({ query, address, within: 3 }));

const about = (set: string) => `/hoi-dap/${set}/`;

export const wantedResults: Record<string, WantedResult[]> = {
  'sections, by the names people know': [
    ...first('/nghi-quyet/', 'nghị quyết', 'NGHỊ QUYẾT', 'nghi quyet', 'nội dung cốt lõi'),
    ...first('/hoi-dap/', 'hỏi đáp', 'hoi dap', 'hỏi – đáp'),
    ...first('/van-ban/', 'văn bản', 'van ban'),
    ...first('/chuyen-de/', 'chuyên đề', 'chuyen de'),
    ...first('/infographic/', 'infographic'),
    ...first('/cuoc-thi/', 'cuộc thi', 'cuoc thi'),
    ...first('/ke-hoach/', 'kế hoạch', 'ke hoach'),
  ],
  'the core of the Resolution': [
    ...first('/nghi-quyet/dai-hoi-xiii/', 'đại hội', 'dai hoi', 'ĐẠI HỘI XIII', 'đại hoi xiii'),
    ...first('/nghi-quyet/quan-diem-chi-dao/', 'quan điểm chỉ đạo', 'quan diem chi dao', 'năm quan điểm'),
    ...within3('/nghi-quyet/quan-diem-chi-dao/', 'đường lối', 'duong loi'),
    ...first('/nghi-quyet/muc-tieu-tong-quat/', 'mục tiêu tổng quát', 'muc tieu tong quat'),
    ...first('/nghi-quyet/muc-tieu-2025-2030-2045/', 'mục tiêu 2045', 'muc tieu 2030'),
    ...first('/nghi-quyet/chi-tieu-kinh-te/', 'chỉ tiêu kinh tế', 'chi tieu kinh te'),
    ...within3(
      '/nghi-quyet/chi-tieu-kinh-te/',
      'chỉ tiêu chủ yếu',
      'chỉ tiêu 2021-2025',
      'tăng trưởng GDP',
      'kinh tế số',
    ),
    ...first('/nghi-quyet/chi-tieu-xa-hoi/', 'chỉ tiêu xã hội', 'chi tieu xa hoi'),
    ...within3('/nghi-quyet/chi-tieu-xa-hoi/', 'bảo hiểm y tế', 'tuổi thọ'),
    ...first('/nghi-quyet/chi-tieu-moi-truong/', 'chỉ tiêu môi trường', 'che phủ rừng'),
    // Without marks Pagefind misses the words side by side where "chế" stands on the same page.
    ...within3('/nghi-quyet/chi-tieu-moi-truong/', 'che phu rung', 'nước sạch', 'nuoc sach'),
    ...first(
      '/nghi-quyet/dinh-huong-2021-2030/',
      '12 định hướng',
      'mười hai định hướng',
      '12 dinh huong',
      'dinh huong phat trien',
    ),
    ...first('/nghi-quyet/nhiem-vu-trong-tam/', 'sáu nhiệm vụ trọng tâm', 'nhiem vu trong tam', '6 nhiệm vụ'),
    ...first(
      '/nghi-quyet/dot-pha-chien-luoc/',
      'ba đột phá chiến lược',
      'ba dot pha',
      'đột phá',
      '3 đột phá chiến lược',
    ),
    ...first('/nghi-quyet/cac-moi-quan-he-lon/', 'mười quan hệ lớn', 'quan he lon'),
    ...first('/nghi-quyet/tu-nghi-quyet-den-hanh-dong/', 'từ nghị quyết đến hành động'),
  ],
  'single questions': [
    ...first(
      `${about('nghi-quyet-dai-hoi-xiii')}#ba-dot-pha-chien-luoc`,
      'Ba đột phá chiến lược là gì?',
      'ba dot pha chien luoc la gi',
    ),
    ...first(
      `${about('nghi-quyet-dai-hoi-xiii')}#dai-hoi-xiii-o-dau-khi-nao`,
      'đại hội XIII họp ở đâu',
      'dai hoi xiii hop khi nao',
    ),
    ...first(`${about('nghi-quyet-dai-hoi-xiii')}#sau-nhiem-vu-trong-tam`, 'sáu nhiệm vụ trọng tâm là những việc nào'),
    ...within3(`${about('nghi-quyet-dai-hoi-xiii')}#chi-tieu-doi-song`, 'y tế việc làm nước sạch'),
    ...first(`${about('cuoc-thi-truc-tuyen')}#ma-du-thi`, 'mã dự thi là gì', 'mất mã dự thi', 'ma du thi'),
    ...first(`${about('cuoc-thi-truc-tuyen')}#giay-chung-nhan`, 'giấy chứng nhận lấy ở đâu'),
    ...within3(`${about('cuoc-thi-truc-tuyen')}#mat-mang-giua-bai`, 'mất mạng khi đang làm bài', 'het pin'),
    ...first(`${about('cuoc-thi-truc-tuyen')}#cham-diem`, 'chấm điểm thế nào'),
    ...first(`${about('hoc-tap-va-lam-theo-bac')}#dang-vien-cao-tuoi`, 'đảng viên cao tuổi', 'dang vien cao tuoi'),
    ...first(`${about('muc-tieu-va-chi-tieu')}#muc-tieu-khac-chi-tieu`, 'mục tiêu và chỉ tiêu khác nhau thế nào'),
    ...within3(`${about('van-ban-va-ke-hoach')}#van-ban-ve-neu-guong`, 'trách nhiệm nêu gương'),
  ],
  'terms, by the name they are known by': [
    ...first('/thuat-ngu/', 'thuật ngữ', 'thuat ngu'),
    ...first('/thuat-ngu/kinh-te-tuan-hoan/', 'kinh tế tuần hoàn', 'kinh te tuan hoan', 'kinh tế tuần hòan'),
    ...first('/thuat-ngu/chuyen-doi-so/', 'chuyển đổi số', 'chuyen doi so'),
    ...first('/thuat-ngu/tong-san-pham-trong-nuoc/', 'tổng sản phẩm trong nước', 'GDP là gì'),
    ...first('/thuat-ngu/dan-van/', 'dân vận là gì', 'thuật ngữ dân vận'),
    ...first('/thuat-ngu/cong-nghiep-hoa-hien-dai-hoa/', 'công nghiệp hoá hiện đại hoá', 'cong nghiep hoa'),
    ...first('/thuat-ngu/chuong-trinh-hanh-dong/', 'chương trình hành động'),
  ],
  columns: [
    ...first('/chuyen-muc/', 'chuyên mục', 'chuyen muc'),
    ...first('/chuyen-muc/doc-mot-chi-tieu-the-nao/', 'đọc một chỉ tiêu'),
    ...within3('/chuyen-muc/chuyen-de-hang-nam-duoc-chon-the-nao/', 'chuyên đề hằng năm được chọn thế nào'),
    ...within3('/chuyen-muc/guong-dien-hinh-duoc-chon-the-nao/', 'gương điển hình được chọn thế nào'),
  ],
  'forms, examples, talks and milestones': [
    ...first('/bieu-mau/', 'biểu mẫu', 'bieu mau'),
    ...first('/bieu-mau/de-cu-guong-dien-hinh/', 'biểu mẫu đề cử gương điển hình', 'de cu guong dien hinh'),
    ...within3('/bieu-mau/ke-hoach-nam/', 'biểu mẫu kế hoạch năm'),
    ...within3('/guong-dien-hinh/', 'gương điển hình', 'guong dien hinh'),
    ...within3('/bao-cao-vien/', 'báo cáo viên', 'bao cao vien'),
    ...first('/ke-hoach/cac-moc/', 'các mốc thời gian'),
  ],
  leaflets: [
    ...first('/to-roi/', 'tờ rơi', 'to roi'),
    ...first('/to-roi/nguoi-cao-tuoi/', 'tờ rơi người cao tuổi', 'to roi nguoi cao tuoi'),
    ...first('/to-roi/doanh-nghiep-fdi/', 'tờ rơi doanh nghiệp có vốn đầu tư nước ngoài'),
  ],
  'themes and plans': [
    ...first('/chuyen-de/chuyen-de-toan-khoa-xiii/', 'ý chí tự lực tự cường', 'chuyên đề toàn khóa đại hội xiii'),
    ...within3('/chuyen-de/chuyen-de-toan-khoa-xiii/', 'chuyên đề toàn khoá', 'chuyen de toan khoa'),
    ...first('/chuyen-de/dai-doan-ket-2023/', 'đại đoàn kết', 'dai doan ket', 'chuyên đề 2023'),
    ...first('/chuyen-de/dai-doan-ket-2023/', '"đại đoàn kết toàn dân tộc"', 'đại đoàn kết tòan dân tộc'),
    ...first('/ke-hoach/chuyen-de-2023-tra-vinh/', 'kế hoạch Trà Vinh', 'tra vinh 2023'),
    ...within3('/ke-hoach/chuyen-de-toan-khoa-bac-giang-2021/', 'Bắc Giang', 'bac giang'),
    ...within3('/ke-hoach/hoc-tap-nghi-quyet-tp-ho-chi-minh-2021/', 'thành phố Hồ Chí Minh', 'học tập nghị quyết'),
  ],
  'documents, by number and by name': [
    ...first('/van-ban/ct-05-2016/', '05-CT/TW', '05 ct tw', 'chi thi 05', 'chỉ thị 5', 'Chỉ thị số 05'),
    ...first('/van-ban/kl-01-2021/', '01-KL/TW', '01 kl tw', 'kết luận 01', 'ket luan so 1'),
    ...first('/van-ban/kh-37-2023/', '37-KH/ĐU', '37 kh du', 'kế hoạch 37'),
    ...first('/van-ban/qd-08-2018/', '08-QĐi/TW', 'quy định 08'),
    ...first('/van-ban/qd-217-2013/', 'quyết định 217', '217-QĐ/TW'),
    ...first('/van-ban/nq-35-2018/', 'nghị quyết 35', '35-NQ/TW'),
    ...first('/van-ban/thu-17-10-1945/', 'thư gửi ủy ban nhân dân', 'thư gửi uỷ ban', 'thu gui uy ban'),
    ...first('/van-ban/nq-dh13/', 'nghi quyet dai hoi dai bieu toan quoc'),
  ],
  'both schools of tones, combining letters, capitals': [
    ...within3('/nghi-quyet/muc-tieu-tong-quat/', 'hoà bình', 'hòa bình', 'HOÀ BÌNH'),
    ...first('/nghi-quyet/quan-diem-chi-dao/', 'quan điểm chỉ đạo'.normalize('NFD'), 'QUAN ĐIỂM CHỈ ĐẠO'),
    ...first('/van-ban/ct-05-2016/', 'Chỉ thị số 05'.normalize('NFD')),
  ],
  'the contest and the rules of the site': [
    ...first('/cuoc-thi/2026/luyen-tap/', 'luyện tập', 'luyen tap'),
    ...first('/cuoc-thi/2026/xep-hang/', 'xếp hạng', 'bang xep hang'),
    ...first('/quyen-rieng-tu/', 'quyền riêng tư', 'quyen rieng tu'),
    ...first('/tro-nang/', 'trợ năng'),
    ...within3('/cuoc-thi/', 'giải thưởng', 'thể lệ cuộc thi'),
  ],
  pictures: [...within3('/infographic/chi-tieu-2021-2025/', 'infographic chỉ tiêu', 'infographic chi tieu')],
};

/** The same of the English pages, in their own index. */
export const wantedInEnglish: WantedResult[] = [
  ...first('/en/targets/', 'targets', 'target', 'goals and targets', 'GDP growth'),
  ...within3('/en/targets/', '2045'),
  ...first('/en/themes/', 'study themes', 'theme of 2023', 'great national unity', '05-CT/TW'),
  ...first('/en/contest/', 'contest', 'online contests', 'what is the contest'),
  ...within3('/en/', 'resolution', 'national party congress'),
];
