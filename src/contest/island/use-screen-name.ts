import { useLayoutEffect } from 'preact/hooks';

/**
 * Tells the page's own styles which screen the island shows, so that its heading and rules give way. On the root by name:
 * asked what it holds (`:has`), the page is gone through at every touch, and a cheap phone feels it.
 * @param name `undefined` while the first screen stands, where the page's own words belong.
 */
export function useScreenName(name: string | undefined): void {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (name === undefined) delete dataset['screen'];
    else dataset['screen'] = name;
  }, [name]);
}
