/** What `authenticated` may execute beside everything `anon` may, written out: the organisers' functions. */
export const organisersExecutable = [
  'organiser_audit',
  'organiser_audit_verify',
  'organiser_contest',
  'organiser_draw_prizes',
  'organiser_import_questions',
  'organiser_import_units',
  'organiser_job',
  'organiser_list_organisers',
  'organiser_me',
  'organiser_publish_round',
  'organiser_questions',
  'organiser_save_contest',
  'organiser_save_organiser',
  'organiser_save_round',
  'organiser_undo',
  'organiser_void_question',
].flatMap((name) => [`api.${name}`, `contest.${name}`]);
