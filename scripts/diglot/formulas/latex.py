"""LaTeX that MathJax takes and the converter does not, in terms of what it does."""

from __future__ import annotations

import re
from collections.abc import Mapping

from diglot.formulas.braces import group_end
from diglot.formulas.commands import COLUMNS, commands, with_fractions
from diglot.formulas.diagrams import without_diagrams

# A length, as TeX writes it: The TeXbook, chapter 24
_LENGTH = r"[-+]?\s*(?:\d+(?:\.\d*)?|\.\d+)\s*(?:pt|em|ex|mm|cm|in|mu|pc|sp|bp|px)"
_END = r"(?![A-Za-z])"
_STARRED = "operatorname|[hv]space|tag|(?:new|renew|provide)command|DeclareMathOperator|begin|end"
_DELIMITED = r"\\(left|right|middle|[bB]igg?[lrm]?)\s*"
_ALIGNED = "aligned|alignedat|gathered|split|multlined|array"

# Equation numbers are Sphinx's, so environments lose theirs.
_REWRITES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<!\\)((?:\\\\)*)\\[ \t]*\n", r"\1\\ "),
        (rf"\\cr{_END}", r"\\\\"),
        (rf"\\\\\*?(?:\[[^\[\]]*\]|\s*\[\s*{_LENGTH}\s*\]|(?<=\*))", r"\\\\ "),
        (rf"\\begin\{{({_ALIGNED})\}}\s*\[[tbc]\]", r"\\begin{\1}"),
        (r"\\begin\{multlined\}(?:\s*\[[^\]]*\])?", r"\\begin{gathered}"),
        (r"\\end\{multlined\}", r"\\end{gathered}"),
        (r"\\(begin|end)\{split\}", r"\\\1{aligned}"),
        (r"\\begin\{smallmatrix\}", rf"\\begin{{subarray}}{{{'c' * COLUMNS}}}"),
        (r"\\end\{smallmatrix\}", r"\\end{subarray}"),
        (r"\\begin\{alignedat\}\s*\{\d*\}", r"\\begin{aligned}"),
        (r"\\end\{alignedat\}", r"\\end{aligned}"),
        (r"\\begin\{x*alignat\*?\}\s*\{\d*\}", r"\\begin{align*}"),
        (r"\\(begin|end)\{(?:x*alignat|flalign)\*?\}", r"\\\1{align*}"),
        (r"\\(begin|end)\{(equation|align|gather|multline)\}", r"\\\1{\2*}"),
        (r"\\(begin|end)\{(?:displaymath|math)\}", r"\\\1{equation*}"),
        (r"\\label\s*\{[^}]*\}", ""),
        (rf"\\(?:nonumber|notag|allowbreak|nobreak){_END}", ""),
        (r"\\require\s*\{[^}]*\}", ""),
        (
            r"\\DeclareMathOperator(\*?)\s*\{?\s*(\\[A-Za-z]+)\s*\}?\s*\{([^{}]*)\}",
            r"\\newcommand{\2}{\\operatorname\1{\3}}",
        ),
        (
            r"\\newcommand\*?\s*\{?\s*(\\[A-Za-z]+)\s*\}?",
            r"\\providecommand{\1}{}\\renewcommand{\1}",
        ),
        (rf"\\(?:mbox|hbox|textnormal|textup|textmd){_END}", r"\\text"),
        (rf"\\emph{_END}", r"\\textit"),
        (rf"\\(?:mathclap|smash\s*\[[tb]\]|smash){_END}", ""),
        (rf"\\varlimsup{_END}", r"\\mathop{\\overline{\\mathrm{lim}}}"),
        (rf"\\varliminf{_END}", r"\\mathop{\\underline{\\mathrm{lim}}}"),
        (rf"\\varprojlim{_END}", r"\\mathop{\\underset{\\leftarrow}{\\mathrm{lim}}}"),
        (rf"\\varinjlim{_END}", r"\\mathop{\\underset{\\rightarrow}{\\mathrm{lim}}}"),
        (rf"\\(o?int)op{_END}", r"\\\1\\limits"),
        # The converter takes words alone for a name.
        (
            r"\\operatorname\s*\{\s*(\\math[a-z]+\s*\{[^{}]*\})\s*\}",
            r"\\mathop{\1}\\nolimits ",
        ),
        (rf"\\strut{_END}", r"\\mathstrut "),
        (rf"\\(?:pmb|bold){_END}", r"\\boldsymbol"),
        (rf"\\(?:mathbbm|mathds){_END}", r"\\mathbb"),
        (r"\\hspace\*", r"\\hspace"),
        # Behind a sign, a star is a product; the converter takes it for a part of the name, which
        # it is before an argument, as in the starred commands of physics and mathtools.
        (rf"\\(?!(?:{_STARRED})\*)([A-Za-z]+)\*(?!\s*\{{)", r"\\\1 *"),
        (rf"{_DELIMITED}<", r"\\\1\\langle "),
        (rf"{_DELIMITED}>", r"\\\1\\rangle "),
        (rf"\\(La)?TeX{_END}", r"\\text{\1TeX}"),
        (r"\\[bB]igg?[lrm]?\s*\.", ""),
    )
)
MACROS: Mapping[str, str] = {
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
    "overunderset": r"\overset{#1}{\underset{#2}{#3}}",
    "abs": r"\left\lvert #1\right\rvert",
    "norm": r"\left\lVert #1\right\rVert",
    "dd": r"\mathrm{d}",
    "dotsb": r"\cdots",
    "dotsi": r"\cdots",
    "dotsm": r"\cdots",
    "dotsc": r"\ldots",
    "dotso": r"\ldots",
    "enskip": r"\enspace",
    "smallsetminus": r"\setminus",
    "det": r"\operatorname*{det}",
    # What Unicode does not tell from signs of the usual size.
    "thickapprox": r"\approx",
    "thicksim": r"\sim",
    "shortmid": r"\mid",
    "shortparallel": r"\parallel",
    "nshortmid": r"\nmid",
    "nshortparallel": r"\nparallel",
    "smallfrown": r"\frown",
    "smallsmile": r"\smile",
    "smallint": r"{\textstyle\int}",
    "varpropto": r"\propto",
    "centerdot": r"\cdot",
    "arrowvert": r"\vert",
    "Arrowvert": r"\Vert",
    "bracevert": r"\vert",
    "mathbfit": r"\boldsymbol{#1}",
}
_EQNARRAY = re.compile(
    r"\\begin\{eqnarray\*?\}(?P<rows>(?:(?!\\begin).)*?)\\end\{eqnarray\*?\}", re.DOTALL
)
_NUMBERED = re.compile(r"\s*\\begin\{(?:equation|align|gather|multline)\*\}")
_OUTER_ALIGNED = re.compile(r"\s*\\begin\{aligned\}(?P<rows>.*)\\end\{aligned\}\s*", re.DOTALL)


def rewritten(latex: str, *, block: bool) -> str:
    """Return a formula in the commands that the converter knows.

    `block` says whether it stands on lines of its own, where operators have limits. Raises
    NotChemical for chemistry that cannot be read.
    """
    latex = without_diagrams(latex)
    for pattern, replacement in _REWRITES:
        latex = pattern.sub(replacement, latex)
    latex = with_fractions(latex)
    latex = _EQNARRAY.sub(_aligned_at_signs, latex)
    return _with_tag(commands(latex, block), block)


def _aligned_at_signs(eqnarray: re.Match[str]) -> str:
    """Return rows of three columns, the middle one a sign, as rows that are aligned at it."""
    rows = re.split(r"(\\\\)", eqnarray["rows"])
    joined = [re.sub(r"(&[^&]*)&", r"\1 ", row, count=1) for row in rows]
    return rf"\begin{{align*}}{''.join(joined)}\end{{align*}}"


def _with_tag(latex: str, block: bool) -> str:
    """Put a formula with a number of its own into an environment that may have one."""
    if not block or not re.search(r"\\tag(?![A-Za-z])", latex) or _NUMBERED.match(latex):
        return latex
    aligned = _OUTER_ALIGNED.fullmatch(latex)
    if aligned and group_end("{" + aligned["rows"] + "}", 0):
        return rf"\begin{{align*}}{aligned['rows']}\end{{align*}}"
    return rf"\begin{{equation*}}{latex}\end{{equation*}}"
