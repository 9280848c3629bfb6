"""Nodes of a project of its own, with handlers for handouts in every way they can be written."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from diglot.typst import Markup, call, literal

FRAME = Markup("(title, body) => block(stroke: 1pt, inset: 6pt, [*#title* #body])")


class callout(nodes.General, nodes.Element):  # noqa: N801
    """A box with a title: own Typst code around the children."""


class small_callout(callout):  # noqa: N801
    """Written as its base is."""


class marked(nodes.Inline, nodes.TextElement):  # noqa: N801
    """Words in a function of the theme, after text that looks like Typst."""


class spelled(nodes.General, nodes.Element):  # noqa: N801
    """Made whole by `visit`."""


class hidden(nodes.General, nodes.Element):  # noqa: N801
    """For the web only."""


class bare(nodes.General, nodes.Element):  # noqa: N801
    """Its handler skips the departure."""


class childless(nodes.General, nodes.Element):  # noqa: N801
    """Its handler skips the children, not the departure."""


class broken(nodes.General, nodes.Element):  # noqa: N801
    """Its handler raises an error."""


class unusable(nodes.General, nodes.Element):  # noqa: N801
    """Its handler adds what is neither code nor text."""


class impatient(nodes.General, nodes.Element):  # noqa: N801
    """Its handler skips its siblings, of which it is given none."""


def depart_callout(translator, node):
    translator.wrap(FRAME, node["title"])


def visit_marked(translator, node):
    translator.add("#no[code]: ")


def depart_marked(translator, node):
    translator.wrap("bold")


def visit_spelled(translator, node):
    translator.add(call("paragraph", "-".join(node.astext().split())))
    raise nodes.SkipNode


def visit_hidden(translator, node):
    raise nodes.SkipNode


def visit_bare(translator, node):
    raise nodes.SkipDeparture


def depart_wrongly(translator, node):
    translator.add(literal("[departed]"))


def visit_childless(translator, node):
    raise nodes.SkipChildren


def depart_childless(translator, node):
    translator.add(call("paragraph", f"[{translator.language}]"))


def visit_broken(translator, node):
    translator.add(literal("lost"))
    node["no such attribute"]


def visit_unusable(translator, node):
    translator.add(3)


def visit_impatient(translator, node):
    raise nodes.SkipSiblings


def visit_rubric(translator, node):
    translator.add(call("paragraph", "[rubric]"), translator.stock())
    raise nodes.SkipNode


def pass_by(translator, node):
    pass


class Box(SphinxDirective):
    """A node of the kind that the argument names, around the content."""

    required_arguments = 1
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self):
        kind = KINDS[self.arguments[0]]
        node = kind(title=(self.arguments[1:] or [""])[0])
        self.set_source_info(node)
        self.add_name(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]

    option_spec = {"name": str}  # noqa: RUF012


KINDS = {
    kind.__name__: kind
    for kind in (
        callout,
        small_callout,
        spelled,
        hidden,
        bare,
        childless,
        broken,
        unusable,
        impatient,
    )
}


class Works(SphinxDirective):
    """Works by the lines of the content; all of them share the text between author and year."""

    has_content = True

    def run(self):
        between = nodes.Text("，\n")
        return [
            nodes.paragraph("", "", nodes.Text(author), between, nodes.Text(year))
            for author, year in (line.split() for line in self.content)
        ]


def mark(name, rawtext, text, lineno, inliner, options=None, content=()):
    """Mark words in a table of autosummary."""
    return [marked("", text)], []


def setup(app):
    app.add_directive("box", Box)
    app.add_directive("works", Works)
    app.add_role("mark", mark)
    app.add_node(callout, typst=(pass_by, depart_callout))
    app.add_node(small_callout)
    app.add_node(marked, typst=(visit_marked, depart_marked))
    app.add_node(spelled, typst=(visit_spelled, None))
    app.add_node(hidden, typst=(visit_hidden, None))
    app.add_node(bare, typst=(visit_bare, depart_wrongly))
    app.add_node(childless, typst=(visit_childless, depart_childless))
    app.add_node(broken, typst=(visit_broken, None))
    app.add_node(unusable, typst=(visit_unusable, None))
    app.add_node(impatient, typst=(visit_impatient, None))
    app.add_node(nodes.rubric, override=True, typst=(visit_rubric, None))
    app.add_node(nodes.list_item, override=True, typst=(pass_by, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
