/** Keeps the reader's text size and colour scheme, and closes the header's panels as people expect. */
const root = document.documentElement;
const standard = { text: '100', theme: '' } as const;
type Setting = keyof typeof standard;

const isSetting = (name: string): name is Setting => name in standard;

function apply(setting: Setting, value: string): void {
  if (value === standard[setting]) root.removeAttribute(`data-${setting}`);
  else root.dataset[setting] = value;
}

function keep(setting: Setting, value: string): void {
  try {
    if (value === standard[setting]) localStorage.removeItem(setting);
    else localStorage.setItem(setting, value);
  } catch {
    // Storage is refused in some in-app browsers: the choice then holds for this page only.
  }
}

/** Shows the choice that holds, after a load, a step back in history, or a change in another tab. */
function show(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('.settings input')) {
    if (isSetting(input.name)) input.checked = input.value === (root.dataset[input.name] ?? standard[input.name]);
  }
}

addEventListener('pageshow', show);
window.addEventListener('storage', ({ key, newValue }) => {
  if (key === null || !isSetting(key)) return;
  apply(key, newValue ?? standard[key]);
  show();
});
document.querySelector('.settings')?.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !isSetting(target.name)) return;
  apply(target.name, target.value);
  keep(target.name, target.value);
});

const panels = [...document.querySelectorAll<HTMLDetailsElement>('details[data-panel]')];
addEventListener('click', ({ target }) => {
  for (const panel of panels) if (target instanceof Node && !panel.contains(target)) panel.open = false;
});
window.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  for (const panel of panels.filter(({ open }) => open)) {
    panel.open = false;
    panel.querySelector('summary')?.focus();
  }
});
