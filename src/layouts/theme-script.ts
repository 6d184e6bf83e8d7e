/**
 * Runs in the head, before anything is drawn, so that a chosen colour scheme or text size never flashes.
 * One constant: the only inline script of the reading site, so that a Content-Security-Policy can name its hash.
 * It reads what `reading-settings.ts` stored, trusts nothing else, and marks the page as one where scripts run.
 */
export const themeScript =
  "(function(r){r.dataset.js='';try{var t=localStorage.getItem('theme'),s=localStorage.getItem('text');" +
  'if(/^(light|dark)$/.test(t))r.dataset.theme=t;if(/^(90|115|130|145|160)$/.test(s))r.dataset.text=s}catch(e){}})' +
  '(document.documentElement)';
