import { describe, expect, test } from 'vitest';
import {
  checkRegistration,
  emptyForm,
  fieldOrder,
  phoneFault,
  readPhone,
  refusedField,
  registrationArgs,
  type RegistrationForm,
} from '../../../src/contest/registration.ts';

const filled: RegistrationForm = {
  full_name: 'Nguyễn Thị Mẫu',
  birth_year: '1956',
  phone: '0912 345 678',
  unit: 'xa-a',
  audience: 'party_member',
  pin: '',
  consent: true,
  guardian_consent: false,
};
const check = (changes: Partial<RegistrationForm>) => checkRegistration({ ...filled, ...changes }, 2026);

describe('the form', () => {
  test('filled in has nothing wrong with it', () => {
    expect(check({})).toEqual({});
  });

  test('empty is told of every field, in the order of the screen', () => {
    const errors = checkRegistration(emptyForm, 2026);
    expect(fieldOrder.filter((field) => errors[field])).toEqual([
      'full_name',
      'birth_year',
      'phone',
      'unit',
      'audience',
      'consent',
    ]);
  });

  test.each([
    [{ full_name: 'Nguyễn 2' }, { full_name: 'invalid_name' }],
    [{ full_name: 'A' }, { full_name: 'invalid_name' }],
    [{ birth_year: '56' }, { birth_year: 'invalid_birth_year' }],
    [{ birth_year: '1890' }, { birth_year: 'invalid_birth_year' }],
    [{ phone: '09123' }, { phone: 'invalid_phone' }],
    [{ phone: '0168 234 5678' }, { phone: 'phone_of_eleven_digits' }],
    [{ pin: '12345' }, { pin: 'invalid_pin' }],
    [{ pin: '12345a' }, { pin: 'invalid_pin' }],
    [{ birth_year: '2010' }, { guardian_consent: 'guardian_consent_required' }],
  ])('with %o is refused with %o', (changes, errors) => {
    expect(check(changes)).toEqual(errors);
  });

  test.each(['Nguyễn Thị Mẫu', 'Ngô Đình Ân', 'Ksor H’Yêu', "O'Brien", 'Y Blô-Niê', 'Nguyễn'.normalize('NFD')])(
    'takes the name %s',
    (full_name) => {
      expect(check({ full_name })).toEqual({});
    },
  );

  test('sends a recovery code only where one was chosen', () => {
    const contest = { slug: 'c', year: 2026, consentVersion: 'v1' };
    expect(registrationArgs({ ...filled, pin: ' ' }, contest, 'r')).not.toHaveProperty('pin');
    expect(registrationArgs({ ...filled, pin: '123 456' }, contest, 'r')).toMatchObject({ pin: '123456' });
  });

  // Seen to fail with the digits of the phone alone read so.
  test('takes the digits of keyboards that write them full-width, and sends plain ones', () => {
    const wide = { birth_year: '１９５６', phone: '０９１２３４５６７８', pin: '１２３ ４５６' };
    expect(check(wide)).toEqual({});
    const contest = { slug: 'c', year: 2026, consentVersion: 'v1' };
    expect(registrationArgs({ ...filled, ...wide }, contest, 'r')).toMatchObject({
      birth_year: 1956,
      phone: '0912345678',
      pin: '123456',
    });
    expect(check({ birth_year: '２０１２' })).toEqual({ guardian_consent: 'guardian_consent_required' });
  });

  test('sends a guardian’s consent only for those who need one', () => {
    const contest = { slug: 'c', year: 2026, consentVersion: 'v1' };
    expect(registrationArgs({ ...filled, guardian_consent: true }, contest, 'r')).not.toHaveProperty(
      'guardian_consent',
    );
    const pupil = { ...filled, birth_year: '2012', guardian_consent: true };
    expect(registrationArgs(pupil, contest, 'r')).toMatchObject({
      birth_year: 2012,
      guardian_consent: true,
      consent: 'v1',
      request: 'r',
    });
  });
});

test.each([
  ['0912345678', '0912345678'],
  ['+84 912.345.678', '0912345678'],
  ['84912345678', '0912345678'],
  ['0084 912 345 678', '0912345678'],
  ['+840912345678', '0912345678'],
  ['(091) 234-5678', '0912345678'],
  ['020 3312 3456', '02033123456'],
  ['0112345678', undefined],
  ['12345', undefined],
  ['', undefined],
])('the phone %j is read as %j', (typed, read) => {
  expect(readPhone(typed)).toBe(read);
});

// Seen to fail with the mobile numbers of before 2018 told only to be incomplete.
test.each([
  ['01201234567', 'phone_of_eleven_digits'],
  ['0162 234 5678', 'phone_of_eleven_digits'],
  ['+84 186.234.5678', 'phone_of_eleven_digits'],
  ['84 188 234 5678', 'phone_of_eleven_digits'],
  ['０１９９２３４５６７８', 'phone_of_eleven_digits'],
  // None of them ever was a mobile number.
  ['01612345678', 'invalid_phone'],
  ['01701234567', 'invalid_phone'],
  ['0120123456', 'invalid_phone'],
  ['0120123456a', 'invalid_phone'],
  ['0382345678', undefined],
])('of the phone %j is said: %s', (typed, fault) => {
  expect(phoneFault(typed)).toBe(fault);
});

test('a refusal about a field is shown at that field, any other is not', () => {
  expect(refusedField('phone_already_registered')).toBe('phone');
  expect(refusedField('unit_unknown')).toBe('unit');
  expect(refusedField('contest_not_found')).toBeUndefined();
});

// Seen to fail without NFKC, and with only the plain hyphen taken out.
test.each([
  '０９１２ ３４５ ６７８',
  '0912\u00a0345\u00a0678',
  '0912\u202f345\u202f678',
  '0912–345–678',
  '0912\u200b345678',
  '(+84) 912-345-678',
  '+84 (0) 912 345 678',
  '０９１２−３４５−６７８',
  '\u202a+84 912 345 678\u202c',
])('a phone typed or pasted as %j is the same phone', (typed) => expect(readPhone(typed)).toBe('0912345678'));

test('an old number of eleven digits, gone since 2018, is none', () => {
  expect(readPhone('0168 123 4567')).toBeUndefined();
});
