/**
 * What an MDX page may write besides Markdown. Passed to `<Content components>`, so that editors write no imports.
 * The one room where a component inside a text meets the catalog.
 */
import H2 from './H2.astro';
import H3 from './H3.astro';
import Passage from './Passage.astro';
import Target from './Target.astro';
import TargetTable from './TargetTable.astro';
import Term from './Term.astro';

export const mdxComponents = { H2, H3, Passage, Target, TargetTable, Term };
