// Light or dark: pages that ask the browser in their style sheets follow it by themselves. Those of pydata's theme and
// of what is made of it wait for a script to say so at their root, and scripts of pages are not run here.
const dark = matchMedia("(prefers-color-scheme: dark)");

// Calls `tell` when another scheme is chosen.
export const onScheme = (tell) => dark.addEventListener("change", tell);

export function putScheme(page) {
  const scheme = dark.matches ? "dark" : "light";
  Object.assign(page.documentElement.dataset, { theme: scheme, mode: scheme });
}
