/** What `authenticated` may execute beside everything `anon` may, written out: the organisers' functions. */
export const organisersExecutable = [
  'organiser_audit',
  'organiser_audit_verify',
  'organiser_job',
  'organiser_list_organisers',
  'organiser_me',
  'organiser_save_organiser',
].flatMap((name) => [`api.${name}`, `contest.${name}`]);
