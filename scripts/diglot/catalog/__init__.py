"""Gettext: messages, catalogs and how far they are translated."""
