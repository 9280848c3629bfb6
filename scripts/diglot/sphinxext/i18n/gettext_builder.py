"""Extraction: every message of the sources, through Sphinx's own ``-b gettext`` as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.gettext import MessageCatalogBuilder, MsgOrigin
from sphinx.environment import BuildEnvironment
from sphinx.util.i18n import docname_to_domain

from diglot.sphinxext.i18n.config_texts import DOMAIN, conf_messages
from diglot.sphinxext.i18n.record import Extracted, records_of


class TemplateBuilder(MessageCatalogBuilder):
    """Sphinx's builder of templates, with the messages that diglot translates."""

    def build(  # type: ignore[misc]  # Sphinx's own builder of templates does the same
        self,
        docnames: Iterable[str] | None,
        summary: str | None = None,
        method: Literal["all", "specific", "update"] = "update",
    ) -> None:
        """Write the templates of all documents and of conf.py."""
        conf = str(self.confdir / "conf.py")
        for text in conf_messages(self.config):
            self.catalogs[DOMAIN].add(text, MsgOrigin(conf, 1))
        super().build(docnames, summary, method)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Take the messages that were noted when the document was read."""
        if self.config.gettext_uuid:
            # Unique ids are kept on the nodes themselves.
            super().write_doc(docname, doctree)
        catalog = self.catalogs[docname_to_domain(docname, self.config.gettext_compact)]
        known = set(catalog.messages) if self.config.gettext_uuid else set()
        for message in records_of(self.env)[docname].messages:
            if message.msgid not in known:
                catalog.add(message.msgid, MsgOrigin(message.path, message.line))


def messages_by_domain(env: BuildEnvironment) -> Mapping[str, list[Extracted]]:
    """Return the messages of all documents by the catalog they belong to, in order.

    Any builder's environment will do: messages are noted while documents are read.
    """
    found: dict[str, list[Extracted]] = {}
    for docname, record in sorted(records_of(env).items()):
        domain = docname_to_domain(docname, env.config.gettext_compact)
        found.setdefault(domain, []).extend(record.messages)
    conf = str(env.srcdir / "conf.py")
    shown = [Extracted(text, conf, 1) for text in conf_messages(env.config)]
    if shown:
        found.setdefault(DOMAIN, []).extend(shown)
    return found


def register(app: Sphinx) -> None:
    """Extend Sphinx's builder."""
    app.add_builder(TemplateBuilder, override=True)
