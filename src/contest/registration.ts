/**
 * The registration form as typed, and what can be said of it before asking the server. The server applies the same
 * rules again (supabase/migrations, "participants") and has the last word.
 */
import type { Args, Audience, Refusal } from './contract.ts';

/** What stands in the form; every field may be empty. */
export interface RegistrationForm {
  full_name: string;
  birth_year: string;
  phone: string;
  unit: string;
  audience: Audience | '';
  /** Six digits to get a lost ticket back by; empty where none is wanted. */
  pin: string;
  consent: boolean;
  guardian_consent: boolean;
}
export type RegistrationField = keyof RegistrationForm;

export const emptyForm: RegistrationForm = {
  full_name: '',
  birth_year: '',
  phone: '',
  unit: '',
  audience: '',
  pin: '',
  consent: false,
  guardian_consent: false,
};

/** Fields in the order they stand on screen, so that the first wrong one is the first to be shown. */
export const fieldOrder: readonly RegistrationField[] = [
  'full_name',
  'birth_year',
  'phone',
  'unit',
  'audience',
  'pin',
  'guardian_consent',
  'consent',
];

const fieldOfRefusal: Partial<Record<Refusal, RegistrationField>> = {
  invalid_name: 'full_name',
  invalid_birth_year: 'birth_year',
  invalid_phone: 'phone',
  phone_already_registered: 'phone',
  unit_unknown: 'unit',
  invalid_audience: 'audience',
  invalid_pin: 'pin',
  guardian_consent_required: 'guardian_consent',
  consent_required: 'consent',
};

export type RegistrationErrors = Partial<Record<RegistrationField, Refusal | PhoneFault>>;

/** The field a refusal of `register` is about, if it is about one. */
export function refusedField(refusal: Refusal): RegistrationField | undefined {
  return fieldOfRefusal[refusal];
}

/** Whether somebody born in `birthYear` may still be under 16 in the contest year, and so needs a guardian's consent. */
export function isMinor(birthYear: number, contestYear: number): boolean {
  return contestYear - birthYear <= 16;
}

/** Digits of keyboards that write them full-width, as everybody else's: the server gets no others. */
const asciiDigits = (typed: string): string => typed.normalize('NFKC');

/** A birth year as typed, or NaN. */
export function readBirthYear(typed: string): number {
  const year = asciiDigits(typed).trim();
  return /^\d{4}$/.test(year) ? Number(year) : Number.NaN;
}

/** Blanks, dots, brackets, dashes and what copying leaves unseen, as NFKC leaves them: the server's `read_phone` has the same. */
const betweenDigits = /[\s.()\u00ad\u061c\u180e\u200b-\u2015\u202a-\u202e\u2060-\u206f\u2212\ufeff-]/gu;

/** The digits of a phone number from 0 on, whatever number it is; what is no digit and may not stand there, stays. */
function phoneDigits(typed: string): string {
  const plain = asciiDigits(typed).replace(betweenDigits, '');
  return plain.replace(/^(?:\+84|0084|84(?=\d{9,10}$))0?/, '0');
}

/** A Vietnamese phone number as the server stores it, from any way people write it; `undefined` if it is none. */
export function readPhone(typed: string): string | undefined {
  const digits = phoneDigits(typed);
  return /^0(?:[35789]\d{8}|2\d{9})$/.test(digits) ? digits : undefined;
}

/** What the form says of a phone that is none, beyond what the server would: a mobile number of before the change of 2018. */
export type PhoneFault = 'invalid_phone' | 'phone_of_eleven_digits';

/** What is wrong with a phone as typed, if anything. */
export function phoneFault(typed: string): PhoneFault | undefined {
  if (readPhone(typed) !== undefined) return undefined;
  return /^01(?:2\d|6[2-9]|8[68]|99)\d{7}$/.test(phoneDigits(typed)) ? 'phone_of_eleven_digits' : 'invalid_phone';
}

/** A recovery code as typed: six digits, or `undefined`. */
export function readPin(typed: string): string | undefined {
  const digits = asciiDigits(typed).replace(/\s/g, '');
  return /^\d{6}$/.test(digits) ? digits : undefined;
}

/** Latin letters and marks, and what names carry between them. */
const nameShape = /^\p{Script=Latin}[\p{Script=Latin}\p{M} .'’-]{1,99}$/u;

/** A name as the server stores it: composed, with single spaces. */
export function readName(typed: string): string {
  return typed.normalize('NFC').trim().replace(/\s+/g, ' ');
}

/** What is wrong with the form, by field. Empty: worth sending. */
export function checkRegistration(form: RegistrationForm, contestYear: number): RegistrationErrors {
  const name = readName(form.full_name);
  const birthYear = readBirthYear(form.birth_year);
  const age = contestYear - birthYear;
  const wrongPhone = phoneFault(form.phone);
  const errors: RegistrationErrors = {};
  if (!nameShape.test(name)) errors.full_name = 'invalid_name';
  if (!(age >= 6 && age <= 120)) errors.birth_year = 'invalid_birth_year';
  if (wrongPhone !== undefined) errors.phone = wrongPhone;
  if (form.unit === '') errors.unit = 'unit_unknown';
  if (form.audience === '') errors.audience = 'invalid_audience';
  if (form.pin.trim() !== '' && readPin(form.pin) === undefined) errors.pin = 'invalid_pin';
  if (isMinor(birthYear, contestYear) && !form.guardian_consent) errors.guardian_consent = 'guardian_consent_required';
  if (!form.consent) errors.consent = 'consent_required';
  return errors;
}

/** The arguments of `register` for a form that {@link checkRegistration} finds nothing wrong with. */
export function registrationArgs(
  form: RegistrationForm,
  contest: { slug: string; year: number; consentVersion: string },
  request: string,
): Args<'register'> {
  const birth_year = readBirthYear(form.birth_year);
  const pin = readPin(form.pin);
  return {
    contest: contest.slug,
    full_name: readName(form.full_name),
    birth_year,
    phone: readPhone(form.phone) ?? form.phone,
    unit: form.unit,
    audience: form.audience === '' ? 'public' : form.audience,
    consent: contest.consentVersion,
    request,
    ...(pin === undefined ? {} : { pin }),
    ...(isMinor(birth_year, contest.year) ? { guardian_consent: form.guardian_consent } : {}),
  };
}
