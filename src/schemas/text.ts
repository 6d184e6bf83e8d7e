/** Small shapes that every concept shares: identifiers, dates, addresses on this site. */
import { z } from 'zod';

/** An ASCII identifier that may stand in an address: `muc-tieu-2045`. */
export const Slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

/** One line of text an editor typed: trimmed, not empty, in NFC. */
export const Line = z
  .string()
  .trim()
  .min(1)
  .refine((text) => text === text.normalize('NFC'), { error: 'chữ chưa ở dạng NFC' })
  .refine((text) => !/[\r\n]/.test(text), { error: 'chỉ được một dòng' });

/** Text of several lines (Markdown where the field says so), in NFC. */
export const Prose = z
  .string()
  .trim()
  .min(1)
  .refine((text) => text === text.normalize('NFC'), { error: 'chữ chưa ở dạng NFC' });

/** A calendar day, `yyyy-mm-dd`, kept as text: a day has no time zone. */
export const Day = z.iso.date();

/** A moment with its offset, as organisers write it: `2026-11-20T08:00:00+07:00`. */
export const Moment = z.iso.datetime({ offset: true });

/** An address on this site, with trailing slash and, where it names a passage, its anchor: `/nghi-quyet/quan-diem/#quan-diem-2`. */
export const Route = z.string().regex(/^\/(?:[a-z0-9-]+\/)*(?:#[a-z0-9-]+)?$/);

/** An address on this site that must name a passage. */
export const Passage = z.string().regex(/^\/(?:[a-z0-9-]+\/)+#[a-z0-9-]+$/);

/** How far an entry has been checked against its source; `known` and `one` are listed for an editor to sign off. */
export const Check = z.enum(['text', 'seed', 'two', 'one', 'known']);
export type Check = z.output<typeof Check>;
