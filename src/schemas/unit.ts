import { z } from 'zod';
import { Line, Slug } from './text.ts';

export const UnitKind = z.enum([
  'province',
  'commune',
  'ward',
  'party-committee',
  'party-cell',
  'agency',
  'school',
  'enterprise',
  'association',
]);
export type UnitKind = z.output<typeof UnitKind>;

/** One row of `content/contests/<year>/units.csv`; rows may stand in any order. */
export const Unit = z.strictObject({
  /** Mã đơn vị, duy nhất trong cuộc thi. */
  code: Slug,
  /** Tên đơn vị. */
  name: Line,
  /** Loại đơn vị. */
  kind: UnitKind,
  /** Mã đơn vị cấp trên; bỏ trống với đơn vị gốc. */
  parent: Slug.nullable(),
  /** Tổng số cán bộ, đảng viên, đoàn viên, hội viên… của đơn vị; bỏ trống là tổng của các đơn vị dưới, nếu biết đủ. */
  headcount: z.int().min(1).nullable(),
  /** `x` nếu tổng số ấy tính cả Nhân dân: khi đó người dự thi thuộc nhóm Nhân dân được tính vào tỉ lệ tham gia. */
  includes_public: z.boolean(),
});
export type Unit = z.output<typeof Unit>;
