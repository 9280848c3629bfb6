"""Writers of links and notes."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.typst.writer.addresses import TARGET_SIGN, as_printed
from diglot.sphinxext.typst.writer.cited_titles import is_in_brackets, quotation_marks
from diglot.sphinxext.typst.writer.context import Context, Writers
from diglot.sphinxext.typst.writer.keeps import pictures_alone
from diglot.sphinxext.typst.writer.languages import line_of
from diglot.sphinxext.typst.writer.note_marks import snug_after, snug_before
from diglot.sphinxext.typst.writer.runs import link_space, sibling
from diglot.sphinxext.typst.writer.scripts import HAN, script_of
from diglot.typeset.markup import NOTHING, Markup, call, join, literal, stack

# What a role leaves in the classes of a link's text. References by place are worth a page
# number; terms and names of code, which may come ten to a paragraph, are not.
_PLACES = frozenset({"std-ref", "std-doc", "std-numref", "doc", "ref", "numref", "eqref", "myst"})
_QUIET = frozenset({"std-term", "std-option", "std-keyword", "std-token", "std-envvar"})


def reference(node: nodes.Element, ctx: Context) -> Markup:
    """A link: into the handout, to another document, or to the outside."""
    body = ctx.inline(node)
    if body == NOTHING:
        return NOTHING
    internal = _internal(node, body, ctx, page=prints_page(node, ctx))
    if internal is not None:
        return internal
    address = node.get("refuri", "")
    return _external(node, body, address, ctx) if address else body


def linked(node: nodes.Element, body: Markup, ctx: Context) -> Markup:
    """Return `body` with the link of `node`, and its page if it leads into the handout."""
    internal = _internal(node, body, ctx, page=True)
    if internal is not None:
        return internal
    if not node.get("refuri"):
        return body
    return noted_link(node["refuri"], body, ctx, **snug_after(node, ctx))


def noted_link(address: str, body: Markup, ctx: Context, **options: bool) -> Markup:
    """A link to the outside, whose address stands in a note, or in the list under its table."""
    if ctx.addresses is None:
        printed = as_printed(address)
        known: dict[str, str | bool] = {"shown": printed} if printed != address else {}
        known |= {"again": True} if address in ctx.repeated else {}
        return call("web-noted", address, body, **known, **options)
    number = ctx.addresses.setdefault(address, len(ctx.addresses) + 1)
    return call("web-listed", address, number, body)


def _internal(node: nodes.Element, body: Markup, ctx: Context, *, page: bool) -> Markup | None:
    """Return a link into the project, or None if the node's is none."""
    if not _leads_into_project(node):
        return None
    address = f"#{node['refid']}" if node.get("refid") else node["refuri"]
    docname, _, identifier = address.removeprefix(TARGET_SIGN).partition("#")
    docname = docname or ctx.docname
    options: dict[str, bool | str] = {}
    if page:
        options |= {"page": True, **snug_after(node, ctx)}
        if marks := quotation_marks(node, docname, identifier, ctx):
            body = call("cited", marks, body)
            options |= {"snug": True} if script_of(ctx.language) == HAN else {}
        if is_in_brackets(node):
            options["bracketed"] = True
        if pictures_alone(node):
            # Under a picture, a page would be a line of its own.
            options["paged"] = False
        if isinstance(sibling(node, 1), link_space):
            options["gap"] = " "
    suffix = ctx.config.html_file_suffix or ".html"
    options["web"] = f"{docname}{suffix}" + (f"#{identifier}" if identifier else "")
    if page and ctx.label_prefix:
        # The source of a parallel text has said it.
        options["noted"] = "never"
    elif page and ctx.in_note:
        options["noted"] = "beside"
    return call("xref", ctx.label(identifier, docname), body, **options)


def space(node: link_space, ctx: Context) -> Markup:
    """The space after a link, unless the link has it: it stands or falls with the page number."""
    link = sibling(node, -1)
    has_it = isinstance(link, nodes.reference) and prints_page(link, ctx)
    return NOTHING if has_it else literal(" ")


def prints_page(node: nodes.Element, ctx: Context) -> bool:
    """Whether the page of what a reference leads to is printed behind it, if it is another page."""
    # An extension that writes links knows nothing of page numbers.
    has_handler = any(kind.__name__ in ctx.extensions for kind in type(node).__mro__)
    return not (ctx.plain or has_handler) and _leads_into_project(node) and _wants_page(node)


def _leads_into_project(node: nodes.Element) -> bool:
    return bool(node.get("refid")) or node.get("refuri", "").startswith(TARGET_SIGN)


def _wants_page(node: nodes.Element) -> bool:
    classes: set[str] = set()
    for inside in node.findall(nodes.Element):
        classes.update(inside.get("classes", ()))
    return bool(classes & _PLACES) and not classes & _QUIET


def _external(node: nodes.Element, body: Markup, address: str, ctx: Context) -> Markup:
    shown = node.astext().strip()
    if any(isinstance(child, nodes.image) for child in node.children):
        return call("web", address, body)
    if _is_its_address(shown, address):
        return call("web-address", address) if shown == address else call("web", address, body)
    if ctx.plain:
        return call("web", address, body)
    if ctx.in_note:
        return join([call("web", address, body), literal(" "), call("web-address", address)])
    return noted_link(address, body, ctx, **snug_after(node, ctx))


def _is_its_address(shown: str, address: str) -> bool:
    """Whether a reader of the text can type the address from it."""
    bare = address.removeprefix("mailto:").partition("://")[2] or address.removeprefix("mailto:")
    return shown.rstrip("/") in (address.rstrip("/"), bare.rstrip("/"))


def footnote_reference(node: nodes.footnote_reference, ctx: Context) -> Markup:
    """A footnote's mark; the note is written with the first one.

    A heading is printed again in the contents, so its marks are set apart from its words.
    """
    if ctx.plain and is_in_heading(node):
        return NOTHING
    identifier = node.get("refid", "")
    note = ctx.notes.get(identifier)
    if note is None:
        return call("superscript", ctx.inline(node))
    name = ctx.label(identifier)
    if id(node) not in ctx.first_marks:
        return call("note-again", name, **snug_before(node, ctx))
    return call("note", name, note_body(note, ctx), **snug_before(node, ctx))


def is_in_heading(node: nodes.Element) -> bool:
    """Whether a node stands in the title of a section."""
    title: nodes.Element | None = node
    while title is not None and not isinstance(title, nodes.title):
        title = title.parent
    return title is not None and isinstance(title.parent, nodes.section)


def note_body(note: nodes.Element, ctx: Context) -> Markup:
    """Return what a footnote says, without its number."""
    inner = ctx.inside(in_note=True)
    parts = [child for child in note.children if not isinstance(child, nodes.label)]
    if parts and isinstance(parts[0], nodes.paragraph):
        # The number stands before the first line, so that is not a paragraph of its own.
        return stack([line_of(parts[0], inner), *(inner.write(part) for part in parts[1:])])
    return inner.blocks(parts)


def footnote(node: nodes.footnote, ctx: Context) -> Markup:
    """Nothing, as the note was written with its first mark; a note without a mark stands here."""
    if any(identifier in ctx.notes for identifier in node["ids"]):
        return NOTHING
    return _labelled(node, ctx)


def citation(node: nodes.citation, ctx: Context) -> Markup:
    """An entry of a bibliography under its key."""
    return _labelled(node, ctx)


def _labelled(node: nodes.Element, ctx: Context) -> Markup:
    label = next((child for child in node.children if isinstance(child, nodes.label)), None)
    mark = literal(f"[{label.astext()}]") if label is not None else NOTHING
    return call("fields", [mark, note_body(node, ctx)])


def citation_reference(node: nodes.Element, ctx: Context) -> Markup:
    """A citation's key in brackets."""
    key = join([literal("["), ctx.inline(node), literal("]")])
    return call("xref", ctx.label(node["refid"]), key) if node.get("refid") else key


def download(node: nodes.Element, ctx: Context) -> Markup:
    """A file to download: its name, and where it lies on the web if it lies there."""
    body, address = ctx.inline(node), node.get("refuri", "")
    return noted_link(address, body, ctx) if address and not ctx.plain else body


WRITERS: Writers = {
    link_space: space,
    nodes.reference: reference,
    addnodes.number_reference: reference,
    nodes.footnote_reference: footnote_reference,
    nodes.footnote: footnote,
    nodes.citation: citation,
    nodes.citation_reference: citation_reference,
    addnodes.download_reference: download,
}
