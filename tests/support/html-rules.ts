/** What a page of the site must obey to be valid HTML. */
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';

export const htmlRules = new HtmlValidate(
  new FileSystemConfigLoader({
    root: true,
    extends: ['html-validate:recommended'],
    rules: {
      // What the recommended rules leave to whole documents.
      'heading-level': 'error',
      'input-missing-label': 'error',
      'no-missing-references': 'error',
      // Blanks at line ends come from Markdown and mean nothing to any reader.
      'no-trailing-whitespace': 'off',
      // HTML allows an id to be anything but white space; that of a final board is the address of the live one.
      'valid-id': ['error', { relaxed: true }],
      // Tables that are laid out in lines on a phone say what they are: some browsers forget it once `display` is another.
      'no-redundant-role': 'off',
    },
  }),
);
