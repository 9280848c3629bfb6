"""What a translator says of one message, put into its catalog; all else keeps its bytes."""

from __future__ import annotations

from collections.abc import Iterable
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
    msgstr = tuple(_with_end(entry.msgid, text) for text in version.msgstr)
    new = replace(entry, msgstr=msgstr, flags=frozenset(flags), comments=comments)
    if new.state is not State.TRANSLATED:
        return new
    return settled(replace(new, comments=replace(comments, previous=())))


def _with_end(msgid: str, text: str) -> str:
    """Return a translation that ends in a line break where its message does, and only there.

    Else msgfmt rejects the catalog; nobody sees the difference in what they write.
    """
    if not text.strip("\n") or msgid.endswith("\n") == text.endswith("\n"):
        return text
    return f"{text}\n" if msgid.endswith("\n") else text.rstrip("\n")


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


def live_entries(catalog: Catalog) -> dict[str, Entry]:
    """Return the live entries without a context by message; the first where there are several."""
    entries: dict[str, Entry] = {}
    for entry in catalog.entries:
        if not entry.obsolete and entry.context is None:
            entries.setdefault(entry.msgid, entry)
    return entries


def find_entry(catalog: Catalog, msgid: str) -> Entry | None:
    """Return the live entry of a message without a context; the first where there are several."""
    return live_entries(catalog).get(msgid)


def save_version(
    catalog: Catalog, msgid: str, base: Version, new: Version, header: Entry | None = None
) -> bytes:
    """Return the file in which a message says what `new` changes from `base`.

    Else as `save_changes`; raises ConflictError where that leaves the message out.
    """
    saved = save_changes(catalog, [Change(msgid, base, new)], header)
    if saved.left:
        raise ConflictError(saved.left[0][1])
    return saved.data


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody has made of a message: `base` is what it said to them, `new` what it is to."""

    msgid: str
    base: Version
    new: Version


@dataclass(frozen=True, slots=True)
class Saved:
    """The bytes of a file with changes, the entries that these replaced with what took their
    place, and the changes that were left out, each with what its message says now, if anything.
    """

    data: bytes
    replaced: tuple[tuple[Entry, Entry], ...]
    left: tuple[tuple[Change, Version | None], ...]


def save_changes(catalog: Catalog, changes: Iterable[Change], header: Entry | None = None) -> Saved:
    """Return the file with changes of several messages, each a message of its own.

    What is gone, or what somebody has translated otherwise than it was, is left out. `header`,
    where given, takes the place of the file's if anything changes. Raises AssertionError where
    the result would not read back as just that. Must not be called for a broken catalog.
    """
    replaced, left = list[tuple[Entry, Entry]](), list[tuple[Change, Version | None]]()
    entries = live_entries(catalog)
    for change in changes:
        old = entries.get(change.msgid)
        if old is None:
            left.append((change, None))
            continue
        try:
            merged = merged_version(change.base, change.new, version_of(old))
        except ConflictError as error:
            left.append((change, error.theirs))
            continue
        if merged != version_of(old):
            replaced.append((old, revised(old, merged)))
    data = replace_live(catalog, replaced, header) if replaced else catalog.data
    return Saved(data, tuple(replaced), tuple(left))


def replace_live(
    catalog: Catalog, replaced: Iterable[tuple[Entry, Entry]], header: Entry | None = None
) -> bytes:
    """Return the file with others in the place of some entries; as `save_changes`."""
    pairs = list(replaced)
    new = {id(old): entry for old, entry in pairs}
    pieces = [Piece(new.get(id(entry), entry), entry) for entry in catalog.entries]
    data = assemble(catalog, pieces, header)
    written = live_entries(parse_catalog(data, catalog.path))
    for _old, entry in pairs:
        there = written.get(entry.msgid)
        if there is None or version_of(there) != version_of(entry):
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
