"""A language that stays open: its documents are read again, and its pages written, one by one."""
