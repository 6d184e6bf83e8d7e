/** The office that runs the site. */
import { parse } from 'yaml';
import text from '../../content/site.yaml?raw';
import { Site } from '../schemas/site.ts';

/** `content/site.yaml`, checked. A wrong field stops the build. */
export const site: Site = Site.parse(parse(text));
