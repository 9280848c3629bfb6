// Formats Typst files with typstyle, which npm carries as WebAssembly only.
//
//   node scripts/lint/typstyle.mjs [--check] FILE ...
//
// Files are rewritten; with --check they are left alone, named, and fail the command.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { argv } from "node:process";

const OPTIONS = { max_width: 100 }; // as ruff's line-length
const PARTS = "@typstyle/typstyle-wasm-bundler/typstyle_wasm_bg";

const { resolve } = createRequire(import.meta.url);
const typstyle = await import(resolve(`${PARTS}.js`));
const { instance } = await WebAssembly.instantiate(await readFile(resolve(`${PARTS}.wasm`)), {
  "./typstyle_wasm_bg.js": typstyle,
});
typstyle.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

const files = argv.slice(2).filter((argument) => argument !== "--check");
const checking = files.length < argv.length - 2;
for (const file of files) {
  const text = await readFile(file, "utf8");
  const formatted = typstyle.format(text, OPTIONS);
  if (formatted === text) continue;
  if (!checking) await writeFile(file, formatted);
  console.error(`${checking ? "would reformat" : "reformatted"}: ${file}`);
  if (checking) process.exitCode = 1;
}
