/** Be Vietnam Pro as the package ships it, for files made at build: what is drawn off the web needs the whole TrueType. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const files = {
  400: '400Regular/BeVietnamPro_400Regular.ttf',
  600: '600SemiBold/BeVietnamPro_600SemiBold.ttf',
} as const;

export async function wholeFaces(): Promise<Record<keyof typeof files, Uint8Array>> {
  const find = createRequire(import.meta.url);
  const read = (name: string) => readFile(find.resolve(`@expo-google-fonts/be-vietnam-pro/${name}`));
  const [regular, strong] = await Promise.all([read(files[400]), read(files[600])]);
  return { 400: regular, 600: strong };
}
