"""What a translator says of one message, put into its catalog; all else keeps its bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from diglot.catalog.edit import Piece, assemble
from diglot.catalog.entry import Catalog, Entry, State
from diglot.catalog.merge_entry import merged_lines
from diglot.catalog.reader import parse_catalog
from diglot.catalog.reuse import settled

_IGNORE = "ignore-"
_FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Version:
    """What a translator says of a message.

    `msgstr` is the translation by plural form, `fuzzy` whether it still has to be confirmed,
    `comment` the translators' comment by line, `ignored` the codes of the checks that do not
    apply to it.
    """

    msgstr: tuple[str, ...]
    fuzzy: bool = False
    comment: tuple[str, ...] = ()
    ignored: frozenset[str] = frozenset()


class ConflictError(Exception):
    """Somebody else has said something else of the message meanwhile: `theirs`, None if it left."""

    def __init__(self, theirs: Version | None) -> None:
        super().__init__("the message has changed meanwhile")
        self.theirs = theirs


def version_of(entry: Entry) -> Version:
    """Return what an entry says."""
    ignored = (flag.removeprefix(_IGNORE) for flag in entry.flags if flag.startswith(_IGNORE))
    return Version(
        entry.msgstr or ("",), entry.fuzzy, entry.comments.translator, frozenset(ignored)
    )


def revised(entry: Entry, version: Version) -> Entry:
    """Return an entry that says what `version` does.

    Once it is confirmed, what its translation was made for and our notes on that are gone.
    """
    others = {flag for flag in entry.flags if not flag.startswith(_IGNORE)} - {_FUZZY}
    flags = others | {f"{_IGNORE}{code}" for code in version.ignored}
    if version.fuzzy and any(version.msgstr):
        flags.add(_FUZZY)
    lines = tuple(line.strip(" \t\r\f\v") for line in version.comment)
    comments = replace(entry.comments, translator=lines)
    new = replace(entry, msgstr=version.msgstr, flags=frozenset(flags), comments=comments)
    if new.state is not State.TRANSLATED:
        return new
    return settled(replace(new, comments=replace(comments, previous=())))


def merged_version(base: Version, ours: Version, theirs: Version) -> Version:
    """Return the version that holds the changes of both sides.

    Raises ConflictError where both have translated the message, differently.
    """
    mine, yours = (ours.msgstr, ours.fuzzy), (theirs.msgstr, theirs.fuzzy)
    was = (base.msgstr, base.fuzzy)
    if mine in (was, yours):
        msgstr, fuzzy = yours
    elif theirs.msgstr in (base.msgstr, ours.msgstr):
        # At most they have doubted the old text, which ours has replaced.
        msgstr, fuzzy = mine
    elif ours.msgstr == base.msgstr:
        msgstr, fuzzy = yours
    else:
        raise ConflictError(theirs)
    ignored = ((ours.ignored | theirs.ignored) - base.ignored) | (ours.ignored & theirs.ignored)
    comment = merged_lines(base.comment, ours.comment, theirs.comment)
    return Version(msgstr, fuzzy, comment, ignored)


def find_entry(catalog: Catalog, msgid: str) -> Entry | None:
    """Return the live entry of a message without a context; the first where there are several."""
    live = (one for one in catalog.entries if one.msgid == msgid and one.context is None)
    return next((one for one in live if not one.obsolete), None)


def save_version(
    catalog: Catalog, msgid: str, base: Version, new: Version, header: Entry | None = None
) -> bytes:
    """Return the file in which a message says what `new` changes from `base`.

    `header`, where given, takes the place of the file's. Raises ConflictError where the message
    is gone or somebody has translated it otherwise than `base`, and AssertionError where the
    result would not read back as just that. Must not be called for a broken catalog.
    """
    old = find_entry(catalog, msgid)
    if old is None:
        raise ConflictError(None)
    merged = merged_version(base, new, version_of(old))
    if merged == version_of(old):
        return catalog.data
    return replace_entry(catalog, old, revised(old, merged), header)


def replace_entry(catalog: Catalog, old: Entry, new: Entry, header: Entry | None = None) -> bytes:
    """Return the file with an entry replaced, as `save_version` does."""
    pieces = [Piece(new if one is old else one, one) for one in catalog.entries]
    data = assemble(catalog, pieces, header)
    written = find_entry(parse_catalog(data, catalog.path), new.msgid)
    if written is None or version_of(written) != version_of(new):
        raise AssertionError(f"{catalog.path} would not hold what was written")
    return data


def stamped(header: Entry | None, translator: str, date: str) -> Entry | None:
    """Return a header that names its last translator and when that was, as PO tools do.

    `translator` is ``Name <mail>``, `date` such as ``2026-11-27 10:00+0800``. None, for a header
    that stays as it is, where there is none or nobody is named.
    """
    if header is None or not translator:
        return None
    text = _with_field(header.translation, "PO-Revision-Date", date)
    return replace(header, msgstr=(_with_field(text, "Last-Translator", translator),))


def _with_field(text: str, name: str, value: str) -> str:
    """Return the text of a header with a field: in its place, or else at the end."""
    lines = text.removesuffix("\n").split("\n")
    number = next(
        (n for n, line in enumerate(lines) if line.partition(":")[0].strip() == name), None
    )
    line = f"{name}: {value}"
    if number is None:
        lines.append(line)
    else:
        lines[number] = line
    return "\n".join(lines) + "\n"
