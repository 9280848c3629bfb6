// Bundles CodeMirror into one file of the package, with its licences: node scripts/editor/bundle.mjs
// The first line of the file names a digest of what it was made of; a test compares it.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "..", "..");
const STATIC = join(ROOT, "scripts", "diglot", "server", "desk", "static");

const digest = createHash("sha256");
for (const path of ["scripts/editor/codemirror.mjs", "scripts/editor/bundle.mjs", "package-lock.json"]) {
  digest.update(readFileSync(join(ROOT, path)));
}
const result = await build({
  entryPoints: [join(HERE, "codemirror.mjs")],
  bundle: true,
  format: "esm",
  minify: true,
  metafile: true,
  legalComments: "none",
  target: "es2022",
  write: false,
});
const packages = new Set(
  Object.keys(result.metafile.inputs)
    .map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
    .filter(Boolean),
);
const licences = [...packages].sort().map((name) => {
  const folder = join(ROOT, "node_modules", name);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf-8"));
  return `${name} ${version}\n\n${readFileSync(join(folder, "LICENSE"), "utf-8").trim()}\n`;
});
const head = `// Made by scripts/editor/bundle.mjs of ${digest.digest("hex").slice(0, 16)}\n`;
writeFileSync(join(STATIC, "codemirror.mjs"), head + result.outputFiles[0].text);
writeFileSync(join(STATIC, "codemirror.LICENSE.txt"), licences.join(`\n${"-".repeat(72)}\n\n`));
