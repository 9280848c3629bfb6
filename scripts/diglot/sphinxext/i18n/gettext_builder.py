"""Extracting messages: the builder behind ``sphinx-build -b gettext``, and messages by catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.gettext import MessageCatalogBuilder, MsgOrigin
from sphinx.environment import BuildEnvironment
from sphinx.util.i18n import docname_to_domain

from diglot.sphinxext.i18n.config_texts import DOMAIN, conf_messages
from diglot.sphinxext.i18n.record import ExtractedMessage, records_of
from diglot.sphinxext.i18n.template_texts import DOMAIN as TEMPLATES_DOMAIN
from diglot.sphinxext.i18n.template_texts import template_messages


class TemplateBuilder(MessageCatalogBuilder):
    """Sphinx's ``gettext`` builder, with all messages that diglot translates."""

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
        # Sphinx looks for templates beside the sources only, whatever it uses for pages.
        for message in template_messages(self.config, self.confdir):
            if self.confdir != self.srcdir:
                origin = MsgOrigin(message.path, message.line)
                self.catalogs[TEMPLATES_DOMAIN].add(message.msgid, origin)
        super().build(docnames, summary, method)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Add the messages that were recorded when the document was read."""
        if self.config.gettext_uuid:
            # Sphinx takes the unique ids from the nodes.
            super().write_doc(docname, doctree)
        catalog = self.catalogs[docname_to_domain(docname, self.config.gettext_compact)]
        written_by_sphinx = set(catalog.messages) if self.config.gettext_uuid else set()
        for message in records_of(self.env)[docname].messages:
            if message.msgid not in written_by_sphinx:
                catalog.add(message.msgid, MsgOrigin(message.path, message.line))


def messages_by_domain(
    env: BuildEnvironment, confdir: Path | None = None
) -> Mapping[str, list[ExtractedMessage]]:
    """Return the messages of documents, templates and conf.py by gettext domain, in order.

    The environment may be that of any builder: messages are recorded while documents are read.
    Templates are looked for in the folder `confdir` of conf.py, by default that of the sources.
    """
    messages: dict[str, list[ExtractedMessage]] = {}
    for docname, record in sorted(records_of(env).items()):
        domain = docname_to_domain(docname, env.config.gettext_compact)
        messages.setdefault(domain, []).extend(record.messages)
    conf = str(env.srcdir / "conf.py")
    of_conf = [ExtractedMessage(text, conf, 1) for text in conf_messages(env.config)]
    if of_conf:
        messages.setdefault(DOMAIN, []).extend(of_conf)
    if of_templates := list(template_messages(env.config, confdir or Path(env.srcdir))):
        messages.setdefault(TEMPLATES_DOMAIN, []).extend(of_templates)
    return messages


def register(app: Sphinx) -> None:
    """Replace Sphinx's builder ``gettext``."""
    app.add_builder(TemplateBuilder, override=True)
