"""A formula as one line: its signs with their fonts, in order, and how they stand to each other.

MathML of different converters comes to the same line if a reader would see the same formula.
Spaces, sizes and phantoms are left out; what only names a sign in another way is made equal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from lxml import etree

# Signs that converters choose differently for the same thing.
_SAME = str.maketrans(
    {
        **dict(
            zip(
                "ˆ\u0302˜\u0303¯\u0332―_\u20d7´∣∥⋅∗⟂▵∶−◦•º”“’‘‐～ħ〈〉˚⟶⟵⟹⟺⟸⟷⟼\\▽◻◼▸®",
                "^^~~‾‾‾‾→'|‖·*⊥△:-∘∙°\"\"′`-~ℏ⟨⟩°→←⇒⇔⇐↔↦∖▿□■▶Ⓡ",
                strict=True,
            )
        ),
        **dict.fromkeys("\u2061\u2062\u2063\ufe00\ufe01", ""),
        "…": "...", "⋯": "···", "″": "′′", "‴": "′′′", "≔": ":=", "≕": "=:", "⩴": "::=",
    }
)  # fmt: skip
_FONTS = {
    "bold": "bf", "italic": "", "bold-italic": "bi", "double-struck": "bb", "fraktur": "frak",
    "bold-fraktur": "bfrak", "script": "scr", "bold-script": "bscr", "sans-serif": "sf",
    "bold-sans-serif": "bsf", "sans-serif-italic": "sfi", "monospace": "tt", "normal": "rm",
    "sans-serif-bold-italic": "bsfi",
}  # fmt: skip
_NAMED = re.compile(
    r"(?:MATHEMATICAL )?"
    r"((?:BOLD |ITALIC |SCRIPT |FRAKTUR |BLACK-LETTER |DOUBLE-STRUCK |SANS-SERIF |MONOSPACE )*)"
    r"(?:ITALIC )?(?:CAPITAL|SMALL|DIGIT|PARTIAL|NABLA|EPSILON|THETA|KAPPA|PHI|RHO|PI)"
)


# A group around a group; chemistry is set with empty bases.
_SINGLE = re.compile(r"^\[c:(\[[^\[\]]*\])\]$")
_NESTED = re.compile(r"\{(\{[^{}]*\}⤓\{[^{}]*\})\}⤒")
_DOUBLE = re.compile(r"\{\{([^{}]*)\}\}")


def structure(element: etree._Element) -> str:
    """Return the line of a ``<math>`` element."""
    if element.get("display") != "block":
        _move_limits(element)
    line = re.sub(r"\s+", "", "".join(_runs(_read(element))))
    while (plain := re.sub(r"[⤒⤓]?\{\}", "", line)) != line:
        line = plain
    line = line.replace("{↽-}⤒{-⇀}", "⇌")
    line = _NESTED.sub(r"\1⤒", _SINGLE.sub(r"\1", line))
    while (plain := _DOUBLE.sub(r"{\1}", line)) != line:
        line = plain
    return line


_BESIDE = {"munder": "msub", "mover": "msup", "munderover": "msubsup"}


def _move_limits(element: etree._Element) -> None:
    """Put limits beside operators that ask for that within a line."""
    for limits in element.iter("{*}munder", "{*}mover", "{*}munderover"):
        if limits[0].get("movablelimits") == "true":
            limits.tag = _BESIDE[etree.QName(limits).localname]


Leaf = tuple[str, str]
Reader = Callable[[etree._Element], list[Leaf]]


def _runs(leaves: list[Leaf]) -> list[str]:
    """Join signs of one font."""
    out: list[str] = []
    font = ""
    for name, text in leaves:
        if name != font:
            if font not in ("", "*"):
                out.append("⟩")
            if name not in ("", "*"):
                out.append(f"{name}⟨")
            font = name
        out.append(text)
    if font not in ("", "*"):
        out.append("⟩")
    return out


def _read(e: etree._Element) -> list[Leaf]:
    tag = etree.QName(e).localname
    reader = _READERS.get(tag)
    if reader is None:
        raise ValueError(tag)
    return reader(e)


def _kids(e: etree._Element) -> list[Leaf]:
    return [leaf for child in e for leaf in _read(child)]


def _line(e: etree._Element) -> str:
    return "".join(_runs(_read(e)))


def _leaf(e: etree._Element) -> list[Leaf]:
    tag = etree.QName(e).localname
    text = "".join(e.itertext())
    variant = e.get("mathvariant")
    special = e.get("data-mjx-variant", "")
    upright = tag in ("mtext",) or (tag == "mi" and len(text.strip()) > 1) or tag in ("mn", "mo")
    font = "rm" if upright else ""
    if tag == "mtext" and len(e):
        font = {"b": "bf", "i": "it", "code": "tt", "span": "sf"}.get(str(e[0].tag), "rm")
        if "serif-font" in (e[0].get("class") or "") and "sans" not in (e[0].get("class") or ""):
            font = "rm"
    elif variant is not None:
        font = "cal" if "calligraphic" in special else _FONTS.get(variant, variant)
        if tag == "mtext" and font == "":
            font = "it"
        if "bold-calligraphic" in special:
            font = "bcal"
    return [leaf for i, c in enumerate(text) for leaf in _sign(c, font, text[i + 1 : i + 2])]


def _sign(c: str, font: str, follows: str) -> list[Leaf]:
    if c.isspace() or c == "\u2006":
        return []
    name = unicodedata.name(c, "")
    plain = _symbol(c, name)
    if styled := _styled(c, plain, name, follows):
        return [styled]
    if plain.endswith("\u0338"):
        return [("*", "/" + plain[:-1].translate(_SAME))]
    c = c.translate(_SAME)
    if c.isdigit():
        return [("" if font == "rm" else font, c)]
    if c.isalpha() and c not in "∂∇":
        # Letters beyond Latin and Greek have one form.
        return [("rm" if ord(c) > 0x2100 or c == "ð" else font, c)]
    return [("*", c)] if c else []


def _styled(c: str, plain: str, name: str, follows: str) -> Leaf | None:
    """Return a letter that Unicode has in a font of its own, such as 𝐱, with that font."""
    named = _NAMED.match(name)
    if len(plain) != 1 or plain == c or named is None or name.startswith("GREEK"):
        return None
    if plain in "∂∇":
        return "*", plain
    words = [word.lower().replace("black-letter", "fraktur") for word in named[1].split()]
    font = _FONTS.get("-".join(words))
    if font is None:
        return None
    return font.replace("scr", "cal") if follows == "\ufe00" else font, plain


def _symbol(c: str, name: str) -> str:
    """Return a letter without its font: symbols of Greek are no letters of Greek."""
    for word, symbol in (("EPSILON", "ϵ"), ("THETA", "ϑ"), ("PHI", "ϕ"), ("RHO", "ϱ"),
                         ("KAPPA", "ϰ"), ("PI", "ϖ")):  # fmt: skip
        if name.endswith(f"{word} SYMBOL"):
            return symbol
    return unicodedata.normalize("NFKD", c)


def _fraction(e: etree._Element) -> list[Leaf]:
    over, under = (_line(child) for child in e)
    sign = "¦" if re.match(r"0(?!\.)", e.get("linethickness", "1")) else "/"
    return [("*", f"{{{over}}}{sign}{{{under}}}")]


def _scripts(*signs: str) -> Reader:
    def read(e: etree._Element) -> list[Leaf]:
        base, *scripts = e
        around = "_" not in signs and "^" not in signs
        out = [("*", "{" + _line(base) + "}")] if around else _read(base)
        for sign, script in zip(signs, scripts, strict=True):
            line = _line(script)
            if line or script.tag:
                out.append(("*", f"{sign}{{{line}}}" if line else ""))
        return out

    return read


def _prescripts(e: etree._Element) -> list[Leaf]:
    base, *rest = e
    names = [etree.QName(r).localname for r in rest]
    k = names.index("mprescripts") if "mprescripts" in names else len(rest)
    after, before = rest[:k], rest[k + 1 :]
    lines = [f"{s}{{{_line(r)}}}" for s, r in zip("_^", before, strict=False)]
    lines += [_line(base)]
    lines += [f"{s}{{{_line(r)}}}" for s, r in zip("_^", after, strict=False)]
    return [("*", "".join(lines))]


_ALIGN = {"left": "l", "right": "r", "center": "c"}


def _table(e: etree._Element) -> list[Leaf]:
    columns = e.get("columnalign", "center").split()
    rows = []
    for tr in e:
        cells = []
        tds = list(tr)
        label = etree.QName(tr).localname == "mlabeledtr"
        if label:
            tds = tds[1:] + tds[:1]
        for i, td in enumerate(tds):
            line = _line(td)
            style = td.get("style", "")
            align = re.search(r"text-align: *(\w+)", style)
            a = align[1] if align else td.get("columnalign") or columns[min(i, len(columns) - 1)]
            if label and td is tds[-1]:
                a = "right"
            if line:
                cells.append(f"{_ALIGN[a]}{td.get('columnspan', '')}{_own_rules(tr, td)}:{line}")
        rows.append(" & ".join(cells))
    while rows and not rows[-1]:
        rows.pop()
    if len(rows) == 1 and rows[0].count(" & ") == 0:
        return [("*", rows[0].partition(":")[2])]
    return [("*", f"[{' ; '.join(rows)}]{_rules(e)}")]


def _own_rules(tr: etree._Element, td: etree._Element) -> str:
    """Name the rules over and under a cell that are not over and under all its row."""
    style = td.get("style", "")
    over = "border-top" in style and any("border-top" not in cell.get("style", "") for cell in tr)
    return ("↑" if over else "") + ("↓" if "border-bottom" in style else "")


def _rules(e: etree._Element) -> str:
    """Name the rules: of rows and columns, counted from 0 before the first."""
    h: set[int] = set()
    v: set[int] = set()
    count = len(e)
    for attribute, found in (("rowlines", h), ("columnlines", v)):
        for i, kind in enumerate(e.get(attribute, "").split()):
            if kind != "none":
                found.add(i + 1)
    if "columnlines" in e.attrib:
        widest = max(len(tr) for tr in e)
        lines = e.get("columnlines", "").split()
        v |= {i + 1 for i in range(len(lines), widest - 1) if lines[-1] != "none"}
        v &= set(range(widest))
    if "rowlines" in e.attrib:
        lines = e.get("rowlines", "").split()
        h |= {i + 1 for i in range(len(lines), count - 1) if lines[-1] != "none"}
        h &= set(range(count))
    frame = e.get("data-frame-styles", "").split()
    if e.get("frame") == "solid":
        frame = ["solid"] * 4
    if frame:
        top, right, bottom, left = (kind != "none" for kind in frame)
        h |= {0} if top else set()
        h |= {count} if bottom else set()
        v |= {0} if left else set()
        v |= {max(len(tr) for tr in e)} if right else set()
    outer = e.get("style", "")
    h |= {0} if "border-top" in outer else set()
    v |= {0} if "border-left" in outer else set()
    h |= {count} if "border-bottom" in outer else set()
    for r, tr in enumerate(e):
        h |= {r} if all("border-top" in td.get("style", "") for td in tr) and len(tr) else set()
        last = 0
        for td in tr:
            last += int(td.get("columnspan", "1"))
            v |= {last} if "border-right" in td.get("style", "") else set()
    return (f"―{','.join(map(str, sorted(h)))}" if h else "") + (
        f"|{','.join(map(str, sorted(v)))}" if v else ""
    )


def _enclosed(e: etree._Element) -> list[Leaf]:
    return [("*", f"{e.get('notation')}{{{''.join(_runs(_kids(e)))}}}")]


def _row(e: etree._Element) -> list[Leaf]:
    colour = e.get("mathcolor") or (re.findall(r"color: *(#\w+)", e.get("style", "")) or [None])[0]
    if colour and _kids(e):
        return [("*", f"colour{{{''.join(_runs(_kids(e)))}}}")]
    return _kids(e)


def _nothing(_: etree._Element) -> list[Leaf]:
    return []


_READERS: Mapping[str, Reader] = {
    **dict.fromkeys(("mi", "mn", "mo", "mtext", "ms"), _leaf),
    **dict.fromkeys(("math", "mrow", "mstyle", "mpadded", "semantics", "mtd", "TeXAtom"), _row),
    **dict.fromkeys(("mspace", "mphantom", "none", "mprescripts", "annotation"), _nothing),
    "mfrac": _fraction,
    "msqrt": lambda e: [("*", f"√{{{''.join(_runs(_kids(e)))}}}")],
    "mroot": lambda e: [("*", f"√[{_line(e[1])}]{{{_line(e[0])}}}")],
    "msub": _scripts("_"),
    "msup": _scripts("^"),
    "msubsup": _scripts("_", "^"),
    "munder": _scripts("⤓"),
    "mover": _scripts("⤒"),
    "munderover": _scripts("⤓", "⤒"),
    "mmultiscripts": _prescripts,
    "mtable": _table,
    "menclose": _enclosed,
}
