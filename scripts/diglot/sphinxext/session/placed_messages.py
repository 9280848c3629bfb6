"""All messages of a language, where they are read and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.builders import Builder
from sphinx.util.i18n import docname_to_domain

from diglot.core.project import Project
from diglot.core.updates import PlacedMessage
from diglot.sphinxext.i18n.gettext_builder import messages_by_domain
from diglot.sphinxext.i18n.record import ExtractedMessage, records_of


def placed_messages(
    builder: Builder, project: Project, docnames: Iterable[str]
) -> Iterator[PlacedMessage]:
    """Yield the messages of documents in their order, then those that stand on no page."""
    env = builder.env
    records, compact = records_of(env), env.config.gettext_compact

    def placed(domain: str, page: str, message: ExtractedMessage) -> PlacedMessage:
        place = f"{project.shown(Path(message.path))}:{message.line}"
        return PlacedMessage(domain, message.msgid, page, place, message.note)

    for docname in docnames:
        domain, page = docname_to_domain(docname, compact), builder.get_target_uri(docname)
        for message in records[docname].messages if docname in records else ():
            yield placed(domain, page, message)
    of_documents = {docname_to_domain(docname, compact) for docname in records}
    for domain, found in messages_by_domain(env, project.confdir).items():
        if domain not in of_documents:
            for message in found:
                yield placed(domain, "", message)
