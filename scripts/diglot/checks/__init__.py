"""What can be wrong with a translation: a file a check, each a generator of findings."""
