"""Every grip on private or changeable parts of Sphinx, docutils and MyST-Parser."""
