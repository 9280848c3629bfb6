"""What in the sources translates badly: a file a check, each a generator of diagnostics."""
