"""Single blocks of a page as HTML, for whoever cannot wait for the whole page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging, rst
from sphinx.util.docutils import sphinx_domains
from sphinx.util.osutil import relative_uri

from diglot.sphinxext.html.site.sound_markup import with_sound_markup
from diglot.sphinxext.html.site.untranslated import with_marks_as_set
from diglot.sphinxext.i18n.lookup import translations_of
from diglot.sphinxext.i18n.translate.kept import KeptDocument
from diglot.sphinxext.safety.judges import judges_of

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def html_of(app: Sphinx, docname: str, kept: KeptDocument, msgid: str) -> str | None:
    """Return the blocks of a message in a document as its page would have them now.

    None where only the whole page can tell. What is wrong with the message is said when the page
    is made.
    """
    document = resolved(app, docname, kept, msgid)
    if document is None:
        return None
    with logging.suppress_logging():
        body = written(app.builder, docname, document)
    return with_sound_markup(with_marks_as_set(app, body))


def resolved(app: Sphinx, docname: str, kept: KeptDocument, msgid: str) -> nodes.document | None:
    """Return the blocks of a message, inside of what is around them, as they are written.

    None where only the whole document can tell.
    """
    env = app.env
    with logging.suppress_logging():
        with _reading(env, docname):
            srcdir = Path(env.srcdir)
            judge = judges_of(env.config).of_document(docname, srcdir)
            translations = translations_of(docname, env.config, srcdir).judged(judge)
            document = kept.translated(msgid, translations)
        if document is None:
            return None
        env.apply_post_transforms(document, docname)
    return document


def detached(document: nodes.document) -> nodes.document:
    """Return a document that no longer knows the nodes of the one whose names it took over.

    All of that would be sent with it.
    """
    own = set(document.findall())
    for node in own:
        node.document = document
    document.ids = {name: node for name, node in document.ids.items() if node in own}
    return document


@contextmanager
def _reading(env: BuildEnvironment, docname: str) -> Iterator[None]:
    """Let roles and transforms find what they do when the document is read."""
    former, role = env.current_document, env.config.default_role
    env.prepare_settings(docname)
    try:
        with sphinx_domains(env), rst.default_role(docname, role) if role else nullcontext():
            yield
    finally:
        env.current_document = former
        env.ref_context.clear()


def written(builder: Builder, docname: str, document: nodes.document) -> str:
    """Return the body of a document, as the builder writes it (see its `write_doc`)."""
    assert isinstance(builder, StandaloneHTMLBuilder)  # noqa: S101 - what makes pages is one
    address = builder.get_target_uri(docname)
    document.settings = builder.docsettings
    builder.secnumbers = builder.env.toc_secnumbers.get(docname, {})
    builder.fignumbers = builder.env.toc_fignumbers.get(docname, {})
    builder.imgpath = relative_uri(address, "_images")
    builder.dlpath = relative_uri(address, "_downloads")
    builder.current_docname = docname
    visitor = cast("HTML5Translator", builder.create_translator(document, builder))
    document.walkabout(visitor)
    return "".join(visitor.fragment)
