// Signs of buttons that not every font has, as drawings in the colour of the text.

const SVG = "http://www.w3.org/2000/svg";

function drawing(path) {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  const look = { d: path, fill: "none", stroke: "currentColor", "stroke-width": "1.6", "stroke-linecap": "round" };
  for (const [name, value] of Object.entries(look)) line.setAttribute(name, value);
  for (const [name, value] of Object.entries({ viewBox: "0 0 16 16", width: "16", height: "16" }))
    svg.setAttribute(name, value);
  svg.setAttribute("aria-hidden", "true");
  svg.append(line);
  return svg;
}

export const sideBySideIcon = () => drawing("M2 3h12v10H2zM8 3v10M4 6h2M4 9h2M10 6h2M10 9h2");
export const undoIcon = () => drawing("M5.5 3 2.5 6l3 3M2.5 6h6.5a4 4 0 0 1 0 8H6");
export const redoIcon = () => drawing("m10.5 3 3 3-3 3M13.5 6H7a4 4 0 0 0 0 8h3");
