"""Which pages an incremental build has to write again, and which files it has to remove."""
