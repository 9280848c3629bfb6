"""LaTeX that MathJax takes and the converter does not, in terms of what it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from diglot.formulas.braces import argument, group_end, option
from diglot.formulas.chemistry import chemical

# A length, as TeX writes it: The TeXbook, chapter 24
_LENGTH = r"[-+]?\s*(?:\d+(?:\.\d*)?|\.\d+)\s*(?:pt|em|ex|mm|cm|in|mu|pc|sp|bp|px)"
_END = r"(?![A-Za-z])"
# Columns of an environment that does not say how many it has; those unused are not seen.
_COLUMNS = 30
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
        (r"\\begin\{smallmatrix\}", rf"\\begin{{subarray}}{{{'c' * _COLUMNS}}}"),
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
        (rf"\\strut{_END}", r"\\mathstrut "),
        (rf"\\(?:pmb|bold){_END}", r"\\boldsymbol"),
        # Digits stay as they are in it.
        (r"\\(?:boldsymbol|bm)\s*(?:\{\s*(\d+)\s*\}|(\d))", r"\\mathbf{\1\2}"),
        (
            r"(?P<bold>\\(?:boldsymbol|bm)\s*\{[^{}\\\d]*)(?P<digits>\d+)(?P<rest>[^{}\\\d]*\})",
            r"\g<bold>\\mathbf{\g<digits>}\g<rest>",
        ),
        (rf"\\(?:mathbbm|mathds){_END}", r"\\mathbb"),
        (r"\\hspace\*", r"\\hspace"),
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
}
_FENCES = {
    "": (".", "."),
    "p": ("(", ")"),
    "b": ("[", "]"),
    "B": (r"\{", r"\}"),
    "v": (r"\lvert", r"\rvert"),
    "V": (r"\lVert", r"\rVert"),
}
_EQNARRAY = re.compile(
    r"\\begin\{eqnarray\*?\}(?P<rows>(?:(?!\\begin).)*?)\\end\{eqnarray\*?\}", re.DOTALL
)
_HEX = re.compile(r"\\color\s*\{\s*#(?P<digits>[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\s*\}")
_NUMBERED = re.compile(r"\s*\\begin\{(?:equation|align|gather|multline)\*\}")
_OUTER_ALIGNED = re.compile(r"\s*\\begin\{aligned\}(?P<rows>.*)\\end\{aligned\}\s*", re.DOTALL)


def rewritten(latex: str, *, block: bool) -> str:
    """Return a formula in the commands that the converter knows.

    `block` says whether it stands on lines of its own, where operators have limits. Raises
    NotChemical for chemistry that cannot be read.
    """
    for pattern, replacement in _REWRITES:
        latex = pattern.sub(replacement, latex)
    latex = _HEX.sub(_as_fractions, latex)
    latex = _EQNARRAY.sub(_aligned_at_signs, latex)
    return _with_tag(_commands(latex, block), block)


def _as_fractions(colour: re.Match[str]) -> str:
    """Return a colour of MathJax's kind, written as on the web, as LaTeX has them."""
    digits = colour["digits"]
    pairs = [digits[i : i + 2] for i in (0, 2, 4)] if len(digits) == 6 else [d * 2 for d in digits]
    parts = ",".join(f"{int(pair, 16) / 255:.4g}" for pair in pairs)
    return rf"\color[rgb]{{{parts}}}"


def _coloured(latex: str, start: int, block: bool) -> Made:
    """Write a coloured argument as a group with its colour, of which there are more kinds."""
    name = argument(latex, start)
    inside = argument(latex, name[1]) if name else None
    if name is None or inside is None or not name[0].startswith("#"):
        return None
    colour = _HEX.sub(_as_fractions, rf"\color{{{name[0]}}}")
    return f"{{{colour} {_commands(inside[0], block)}}}", inside[1]


def _aligned_at_signs(eqnarray: re.Match[str]) -> str:
    """Return rows of three columns, the middle one a sign, as rows that are aligned at it."""
    rows = re.split(r"(\\\\)", eqnarray["rows"])
    joined = [re.sub(r"(&[^&]*)&", r"\1 ", row, count=1) for row in rows]
    return rf"\begin{{align*}}{''.join(joined)}\end{{align*}}"


def _commands(latex: str, block: bool) -> str:
    """Rewrite the commands whose arguments have to be found."""
    written: list[str] = []
    place = 0
    while found := _COMMAND.search(latex, place):
        written.append(latex[place : found.start()])
        if found[0] == r"\\":
            written.append(found[0])
            place = found.end()
            continue
        made = _REWRITERS[found["name"] or found["environment"]](latex, found.end(), block)
        if made is None:
            written.append(found[0])
            place = found.end()
        else:
            written.append(made[0])
            place = made[1]
    return "".join(written) + latex[place:]


Made = tuple[str, int] | None


def _text(name: str) -> Callable[[str, int, bool], Made]:
    def rewrite(latex: str, start: int, block: bool) -> Made:
        """Put mathematics inside words beside them."""
        inside = argument(latex, start)
        if inside is None:
            return None
        parts = re.split(r"(?<!\\)\$|\\\(|\\\)", inside[0])
        if len(parts) % 2 == 0:
            return None
        pieces = [
            f"{{{_commands(part, block)}}}" if number % 2 else rf"\{name}{{{_plain(part)}}}"
            for number, part in enumerate(parts)
            if part
        ]
        return "{" + "".join(pieces) + "}", inside[1]

    return rewrite


def _plain(text: str) -> str:
    return re.sub(r"(?<!\\)[_&#]", r"\\\g<0>", _commands(text, False))


def _chemistry(latex: str, start: int, block: bool) -> Made:
    inside = argument(latex, start)
    return None if inside is None else (_commands(chemical(inside[0]), block), inside[1])


def _operator(latex: str, start: int, block: bool) -> Made:
    r"""Put the limits of a ``\mathop`` above and below it."""
    found = argument(latex, start)
    if found is None:
        return None
    body, place = found
    limits = re.compile(r"\s*\\(no)?limits(?![A-Za-z])").match(latex, place)
    place = limits.end() if limits else place
    above = (block or limits is not None) and not (limits and limits[1])
    scripts = {}
    while script := re.compile(r"\s*([_^])").match(latex, place):
        part = argument(latex, script.end())
        if part is None or script[1] in scripts:
            return None
        scripts[script[1]], place = _commands(part[0], block), part[1]
    made = "{" + _commands(body, block) + "}"
    if not above:
        written = "".join(f"{sign}{{{part}}}" for sign, part in scripts.items())
        return rf"\mathop{{{made}}}{written}", place
    if "^" in scripts:
        made = rf"\overset{{{scripts['^']}}}{{{made}}}"
    if "_" in scripts:
        made = rf"\underset{{{scripts['_']}}}{{{made}}}"
    return rf"\mathop{{{made}}}", place


def _derivative(sign: str) -> Callable[[str, int, bool], Made]:
    def rewrite(latex: str, start: int, block: bool) -> Made:
        """Write a derivative of the package physics as a fraction."""
        order = option(latex, start)
        first = argument(latex, order[1] if order else start)
        if first is None:
            return None
        second = None
        if latex[first[1] :].lstrip().startswith("{"):
            second = argument(latex, first[1])
        over, under = (first[0], second[0]) if second else ("", first[0])
        power = f"^{{{order[0]}}}" if order else ""
        made = rf"\frac{{{sign}{power} {over}}}{{{sign} {under}{power}}}"
        return _commands(made, block), second[1] if second else first[1]

    return rewrite


def _columns(latex: str, start: int, _: bool) -> Made:
    """Leave out what an array's columns say about the spaces between them."""
    found = argument(latex, start)
    if found is None:
        return None
    columns = re.sub(r"[@!]\s*\{(?:\s|~|\\[,;:!> ]|\\q?quad)*\}", "", found[0])
    columns = re.sub(r">\s*\{\s*\\displaystyle\s*\}", "", columns)
    columns = re.sub(r"\*\s*\{(\d{1,2})\}\s*\{([^{}]*)\}", lambda m: int(m[1]) * m[2], columns)
    return rf"\begin{{array}}{{{''.join(columns.split())}}}", found[1]


def _matrix(fences: str) -> Callable[[str, int, bool], Made]:
    def rewrite(latex: str, start: int, _: bool) -> Made:
        """Write a matrix of mathtools, which says how its columns are aligned, as an array."""
        aligned = option(latex, start)
        column = aligned[0] if aligned else "c"
        begun = rf"\left{_FENCES[fences][0]}\begin{{array}}{{{column * _COLUMNS}}}"
        return begun, aligned[1] if aligned else start

    return rewrite


def _matrix_end(fences: str) -> Callable[[str, int, bool], Made]:
    return lambda _, start, __: (rf"\end{{array}}\right{_FENCES[fences][1]}", start)


_REWRITERS: Mapping[str, Callable[[str, int, bool], Made]] = {
    **{
        name: _text(name)
        for name in ("text", "textrm", "textbf", "textit", "texttt", "textsf", "fbox")
    },
    "ce": _chemistry,
    "mathop": _operator,
    "textcolor": _coloured,
    "dv": _derivative(r"\mathrm{d}"),
    "pdv": _derivative(r"\partial"),
    "begin{array}": _columns,
    **{f"begin{{{kind}matrix*}}": _matrix(kind) for kind in _FENCES},
    **{f"end{{{kind}matrix*}}": _matrix_end(kind) for kind in _FENCES},
}
_COMMAND = re.compile(
    r"\\\\|\\(?:(?P<name>text|textrm|textbf|textit|texttt|textsf|fbox|ce|mathop|textcolor|dv|pdv)(?![A-Za-z])"
    r"|(?P<environment>begin\{array\}|(?:begin|end)\{[pbBvV]?matrix\*\}))"
)


def _with_tag(latex: str, block: bool) -> str:
    """Put a formula with a number of its own into an environment that may have one."""
    if not block or not re.search(r"\\tag(?![A-Za-z])", latex) or _NUMBERED.match(latex):
        return latex
    aligned = _OUTER_ALIGNED.fullmatch(latex)
    if aligned and group_end("{" + aligned["rows"] + "}", 0):
        return rf"\begin{{align*}}{aligned['rows']}\end{{align*}}"
    return rf"\begin{{equation*}}{latex}\end{{equation*}}"
